-- What wrk runs: asks for the targets of a file in turn, one raw request target a line.
--
--   wrk … -s targets.lua http://127.0.0.1:PORT -- FILE
--
-- The last line printed is for a program: RESULT and name=value pairs, times in microseconds.

local requests, index = {}, 0

function init(arguments)
  for target in io.lines(arguments[1]) do
    requests[#requests + 1] = wrk.format("GET", target)
  end
end

function request()
  index = index % #requests + 1
  return requests[index]
end

function done(summary, latency, _)
  local e = summary.errors
  print(string.format(
    "RESULT requests=%d micros=%d bytes=%d p50=%d p99=%d bad=%d",
    summary.requests, summary.duration, summary.bytes,
    latency:percentile(50), latency:percentile(99),
    e.connect + e.read + e.write + e.status + e.timeout))
end

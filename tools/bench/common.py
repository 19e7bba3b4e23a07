"""What the benchmarks share: finding the program, watching processes, printing tables."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TICKS = os.sysconf("SC_CLK_TCK")


def add_common(options):
    options.add_argument(
        "--placard", type=Path, metavar="FILE",
        help="the program (default: `swift build -c release` in this repository)")


def placard(chosen, product="placard"):
    """The program to measure, built first unless one is named."""
    if chosen:
        return chosen.resolve()
    build = ["swift", "build", "-c", "release", "--package-path", str(ROOT)]
    done = subprocess.run(build + ["--product", product], stdout=subprocess.DEVNULL)
    if done.returncode:
        sys.exit(f"{Path(sys.argv[0]).name}: {product} does not build")
    path = subprocess.run(build + ["--show-bin-path"], capture_output=True, text=True, check=True)
    return Path(path.stdout.strip()) / product


def require(**packages):
    """Ends with one sentence unless every command is there: require(wrk="wrk")."""
    missing = [package for command, package in packages.items() if not shutil.which(command)]
    if missing:
        sys.exit(f"{Path(sys.argv[0]).name} needs apt-get install {' '.join(sorted(missing))}")


def machine():
    """One line on where the figures come from, with the load that other work puts on it."""
    model = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    load = os.getloadavg()[0]
    return f"{model}, {os.cpu_count()} cores, load average {load:.1f} at the start"


class Scratch(tempfile.TemporaryDirectory):
    """A temporary folder that a server running as another user may read."""

    def __init__(self):
        super().__init__(prefix="placard-bench-")
        os.chmod(self.name, 0o755)
        self.path = Path(self.name)


def busy_seconds():
    """Processor seconds that the whole machine has used so far, waiting for disks left out."""
    fields = [int(word) for word in Path("/proc/stat").read_text().split("\n")[0].split()[1:8]]
    user, nice, system, _, _, interrupts, soft = fields
    return (user + nice + system + interrupts + soft) / TICKS


def field(pid, name):
    """A number of /proc/PID/status, in kB; 0 once the process is gone."""
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith(name + ":"):
                return int(line.split()[1])
    except (FileNotFoundError, ProcessLookupError):
        pass
    return 0


class Run:
    """A process run to its end: seconds, processor seconds, peak anonymous memory, other work."""

    def __init__(self, command, core=None, **more):
        if core is not None:
            command = ["taskset", "-c", str(core)] + [str(word) for word in command]
        busy, start = busy_seconds(), time.monotonic()
        process = subprocess.Popen(
            [str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)
        # Threads empty the pipes and look at the memory, so that the program never waits for us
        # and its end is seen at once.
        texts = [[], []]
        threads = [
            threading.Thread(target=lambda pipe=pipe, text=text: text.append(pipe.read()))
            for pipe, text in zip((process.stdout, process.stderr), texts)]
        self.peak_bytes = 0
        ended = threading.Event()
        threads.append(threading.Thread(target=self._watch, args=(process.pid, ended)))
        for thread in threads:
            thread.start()
        _, status, usage = os.wait4(process.pid, 0)
        self.seconds = time.monotonic() - start
        ended.set()
        for thread in threads:
            thread.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        self.stdout, self.stderr = (b"".join(text).decode(errors="replace") for text in texts)
        self.code = process.returncode
        self.cpu_seconds = usage.ru_utime + usage.ru_stime
        self.other = max(0.0, busy_seconds() - busy - self.cpu_seconds) / self.seconds
        if self.code:
            sys.exit(f"{' '.join(map(str, command))}\nended with {self.code}:\n{self.stderr}")

    def _watch(self, pid, ended):
        while not ended.wait(0.005):
            self.peak_bytes = max(self.peak_bytes, 1024 * field(pid, "RssAnon"))


def median(values):
    return statistics.median(list(values))


def table(head, rows):
    """Prints rows under a head, numbers to the right."""
    rows = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in [head] + rows) for column in range(len(head))]
    for row in [head] + rows:
        cells = [
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths))]
        print("  ".join(cells).rstrip())

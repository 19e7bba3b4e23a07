internal import PlacardStore
internal import PlacardSystem

/// The value of `--shard`: which part of the cards a build makes.
enum ShardArgument {
  static let spec = OptionSpec(
    "--shard", "I/N",
    "make and publish the I-th of N parts of the cards; auto: as the CI job says")

  /// Where a job finds out which of how many it is.
  private struct Runner {
    var name: String
    var index: String
    var count: String
    /// What its first job is called.
    var first: Int
  }

  private static let runners = [
    Runner(name: "GitLab CI", index: "CI_NODE_INDEX", count: "CI_NODE_TOTAL", first: 1),
    Runner(name: "CircleCI", index: "CIRCLE_NODE_INDEX", count: "CIRCLE_NODE_TOTAL", first: 0),
    Runner(
      name: "Buildkite", index: "BUILDKITE_PARALLEL_JOB", count: "BUILDKITE_PARALLEL_JOB_COUNT",
      first: 0),
    // Kubernetes names the index by itself; the count is for the job's author to pass on.
    Runner(
      name: "Kubernetes", index: "JOB_COMPLETION_INDEX", count: "JOB_COMPLETIONS", first: 0),
  ]

  /// The shard that `text` names: `2/4`, `auto`, or `auto/4`, whose index is the runner's.
  static func parse(
    _ text: String, environment: (String) -> String? = { ProcessEnvironment[$0] }
  ) throws(UsageError) -> Shard {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts[0] == "auto", parts.count <= 2 {
      return try auto(count: parts.count == 2 ? String(parts[1]) : nil, environment)
    }
    guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]),
      let shard = Shard(index: index, count: count)
    else {
      throw UsageError(
        "--shard takes I/N with I from 1 to N, as in 2/4, and N at most \(Shard.countMax), or auto; "
          + "not “\(text)”")
    }
    return shard
  }

  private static func auto(
    count given: String?, _ environment: (String) -> String?
  ) throws(UsageError) -> Shard {
    for runner in runners {
      guard let index = environment(runner.index) else { continue }
      guard let count = given ?? environment(runner.count) else {
        throw UsageError(
          "--shard auto finds \(runner.index)=\(index) of \(runner.name) and no \(runner.count): set "
            + "it, or write --shard auto/N")
      }
      guard let number = Int(index), let total = Int(count),
        let shard = Shard(index: number - runner.first + 1, count: total)
      else {
        let counted = given == nil ? "\(runner.count)=\(count)" : "N=\(count)"
        throw UsageError(
          "--shard auto finds \(runner.index)=\(index) and \(counted), which is no part of a whole")
      }
      return shard
    }
    let names = runners.map { "\($0.index) (\($0.name))" }.joined(separator: ", ")
    throw UsageError("--shard auto finds none of \(names); write --shard I/N")
  }
}

internal import Glibc

/// A mutex and two conditions on the monotonic clock.
///
/// `Synchronization.Mutex` has no condition to wait on, which needs the underlying lock.
struct Monitor: ~Copyable {
  enum Condition { case filled, emptied }

  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let conditions = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 2)

  init() {
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    for index in 0..<2 {
      (conditions + index).initialize(to: pthread_cond_t())
      pthread_cond_init(conditions + index, &attributes)
    }
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    for index in 0..<2 { pthread_cond_destroy(conditions + index) }
    conditions.deallocate()
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  func lock() {
    let code = pthread_mutex_lock(mutex)
    precondition(code == 0, "locked twice by one thread")
  }

  func unlock() {
    let code = pthread_mutex_unlock(mutex)
    precondition(code == 0, "unlocked by another thread")
  }

  /// Call with the lock held, in a `while`: wake-ups may be spurious.
  func wait(_ condition: Condition) {
    pthread_cond_wait(place(condition), mutex)
  }

  /// False once `deadline` has passed.
  func wait(_ condition: Condition, until deadline: MonotonicInstant) -> Bool {
    var time = timespec(
      tv_sec: Int(deadline.nanoseconds / 1_000_000_000),
      tv_nsec: Int(deadline.nanoseconds % 1_000_000_000))
    return pthread_cond_timedwait(place(condition), mutex, &time) != ETIMEDOUT
  }

  func wakeOne(_ condition: Condition) {
    pthread_cond_signal(place(condition))
  }

  func wakeAll(_ condition: Condition) {
    pthread_cond_broadcast(place(condition))
  }

  private func place(_ condition: Condition) -> UnsafeMutablePointer<pthread_cond_t> {
    condition == .filled ? conditions : conditions + 1
  }
}

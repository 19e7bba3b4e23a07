/// Numbers as header fields spell them (`1*DIGIT`, RFC 9110 §8.6, §14.1.1).
package enum DecimalDigits {
  /// The number that `digits` are, one past Int as `Int.max`, which every limit refuses; nil when there
  /// is anything else, or nothing.
  @inlinable
  package static func value(of digits: some Collection<UInt8>) -> Int? {
    guard !digits.isEmpty else { return nil }
    var number = 0
    for digit in digits {
      guard digit &- 0x30 < 10 else { return nil }
      let (tens, overflow) = number.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.addingReportingOverflow(Int(digit &- 0x30))
      number = overflow || carry ? .max : sum
    }
    return number
  }
}

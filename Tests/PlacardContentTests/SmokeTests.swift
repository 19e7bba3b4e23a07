import Testing

struct SmokeTests {
  @Test("x") func x() { #expect(Front.yaml("a: 1") == #"{"a":1}"#) }
}

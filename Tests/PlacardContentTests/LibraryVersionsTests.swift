import PlacardContent
import Testing

struct LibraryVersionsTests {
  @Test("libyaml says which version it is")
  func yaml() {
    #expect(LibraryVersions.yaml.split(separator: ".").count == 3)
  }
}

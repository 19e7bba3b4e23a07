internal import CYAML

/// The versions of the libraries that read a site's content; for reports, no picture depends on them.
package enum LibraryVersions {
  /// libyaml's own number, as in `0.2.5`.
  package static var yaml: String { String(cString: yaml_get_version_string()) }
}

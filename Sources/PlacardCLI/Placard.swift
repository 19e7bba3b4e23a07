/// The program: arguments in, exit status out.
package enum Placard {
  package static func main() {}
}

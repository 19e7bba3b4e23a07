import PlacardCore

/// `bitmap` turned and mirrored as EXIF's orientation (1 to 8) asks; 1 gives it back untouched.
func upright(_ bitmap: consuming Bitmap, orientation: Int) -> Bitmap {
  guard orientation > 1 else { return bitmap }
  let width = bitmap.width
  let height = bitmap.height
  // Where the result's first pixel comes from, and how far the source moves for a step to the right
  // and for a step down, in pixels.
  let last = width * height - 1
  let (start, right, down) =
    switch orientation {
    case 2: (width - 1, -1, width)
    case 3: (last, -1, -width)
    case 4: (last - width + 1, 1, -width)
    case 5: (0, width, 1)
    case 6: (last - width + 1, -width, 1)
    case 7: (last, -width, -1)
    default: (width - 1, width, -1)
    }
  var turned =
    orientation < 5
    ? Bitmap(width: width, height: height) : Bitmap(width: height, height: width)
  let columns = turned.width
  let rows = turned.height
  turned.withMutableBytes { target in
    bitmap.withBytes { source in
      let from = source.assumingMemoryBound(to: UInt32.self)
      let to = target.assumingMemoryBound(to: UInt32.self)
      // Tiles, for a quarter turn reads a column: 16 rows of 16 pixels stay in the cache.
      for top in stride(from: 0, to: rows, by: 16) {
        for left in stride(from: 0, to: columns, by: 16) {
          for y in top..<min(top + 16, rows) {
            for x in left..<min(left + 16, columns) {
              to[y &* columns &+ x] = from[start &+ x &* right &+ y &* down]
            }
          }
        }
      }
    }
  }
  return turned
}

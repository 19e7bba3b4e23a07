"""How far two pictures are apart, measured in a page of Chromium.

A pixel is out of place when no pixel within 1 px of it in the other picture is within 40 of it in every
channel, looked at from both sides. Ink is what differs by more than 40 from the empty canvas in either.
"""
import base64
import json

MEASURE = """
const settled = Promise.resolve()
async function pixels(source) {
  const image = new Image()
  image.src = source
  await image.decode()
  const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height)
  for (let i = 0; i < data.length; i += 4) {
    for (let k = 0; k < 3; k += 1) data[i + k] = Math.round(data[i + k] * data[i + 3] / 255)
  }
  return { data, width, height }
}
function apart(one, i, other, j) {
  let most = 0
  for (let k = 0; k < 4; k += 1) most = Math.max(most, Math.abs(one.data[i + k] - other.data[j + k]))
  return most
}
function hasNear(one, x, y, other) {
  const { width, height } = one
  for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row += 1) {
    for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column += 1) {
      if (apart(one, 4 * (y * width + x), other, 4 * (row * width + column)) <= 40) return true
    }
  }
  return false
}
async function measure(sources) {
  const [expected, actual, empty] = await Promise.all(sources.map(pixels))
  const { width, height } = expected
  if (actual.width !== width || actual.height !== height) return { share: 1, difference: sources[1] }
  const marks = new ImageData(width, height)
  let out = 0, ink = 0
  for (let i = 0; i < 4 * width * height; i += 4) {
    const x = i / 4 % width, y = Math.floor(i / 4 / width)
    const most = apart(expected, i, actual, i)
    if (apart(expected, i, empty, i) > 40 || apart(actual, i, empty, i) > 40) ink += 1
    const isOut = most > 40 && !(hasNear(expected, x, y, actual) && hasNear(actual, x, y, expected))
    out += isOut
    const shade = 255 - Math.min(255, 4 * most)
    marks.data.set(isOut ? [225, 29, 72, 255] : [shade, shade, shade, 255], i)
  }
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width, height })
  canvas.getContext('2d').putImageData(marks, 0, 0)
  return { share: out / Math.max(1, ink), width, height, difference: canvas.toDataURL() }
}
"""


def data_url(png):
    return "data:image/png;base64," + base64.b64encode(png).decode()


class Measure:
    """Measures in a tab of `browser`, which it takes over."""

    def __init__(self, browser):
        self.browser = browser
        browser.open(f"<!doctype html><script>{MEASURE}</script>", 400, 300)

    def compare(self, expected, actual, empty):
        """`share` out of place, `width`, `height`, `difference` (a data: URL), of three PNGs."""
        sources = json.dumps([data_url(png) for png in (expected, actual, empty)])
        return self.browser.evaluate(f"measure({sources})")

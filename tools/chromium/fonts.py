"""Font files as @font-face rules, and the spellings of the properties that choose a face."""
import struct
from pathlib import Path

WEIGHTS = {
    "Thin": 100, "ExtraLight": 200, "Light": 300, "Regular": 400, "Medium": 500,
    "SemiBold": 600, "Bold": 700, "ExtraBold": 800, "Black": 900,
}
GENERIC = {"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "emoji", "math"}


def weight_range(path):
    """The `wght` axis of an uncompressed variable font, as CSS writes it; None without one."""
    data = Path(path).read_bytes()
    if data[:4] not in (b"\0\1\0\0", b"OTTO", b"true"):
        return None
    for table in range(struct.unpack(">H", data[4:6])[0]):
        tag, _, start, _ = struct.unpack(">4sIII", data[12 + 16 * table:28 + 16 * table])
        if tag != b"fvar":
            continue
        first, _, count, size = struct.unpack(">HHHH", data[start + 4:start + 12])
        for axis in range(count):
            place = start + first + axis * size
            name, low, _, high = struct.unpack(">4siii", data[place:place + 16])
            if name == b"wght":
                return f"{low // 65536} {high // 65536}"
    return None


def font_face(family, entry, base):
    """An @font-face rule. `entry` is a path, or {"file", "weight", "style"} where a file's name
    (as Debian ends them: -BoldItalic) and its axes do not say it, as in a .woff2."""
    given = entry if isinstance(entry, dict) else {"file": entry}
    path = (base / given["file"]).resolve()
    name = path.stem.rsplit("-", 1)[-1]
    slant = given.get("style", "italic" if name.endswith(("Italic", "Oblique")) else "normal")
    weight = given.get("weight") or weight_range(path) or WEIGHTS.get(
        name.removesuffix("Italic").removesuffix("Oblique") or "Regular", 400)
    return (f"@font-face{{font-family:'{family}';src:url('{path.as_uri()}');"
            f"font-weight:{weight};font-style:{slant}}}")


def families(value, fallback):
    """A CSS list with every name quoted, and the site's fonts after it."""
    names = [name.strip().strip("'\"") for name in value.split(",")]
    names += [name for name in fallback if name not in names]
    return ",".join(name if name in GENERIC else f"'{name}'" for name in names)


def tags(value):
    """`fontFeatures` and `fontVariations`, an object or already CSS."""
    if isinstance(value, str):
        return value
    return ",".join(f'"{tag}" {int(v) if isinstance(v, bool) else v}' for tag, v in value.items())

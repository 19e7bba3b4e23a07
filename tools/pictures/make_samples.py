#!/usr/bin/env python3
"""Makes the small picture files of every format that the tests decode and draw, from numbers.

    tools/pictures/make_samples.py [FOLDER]      # default: Tests/Fixtures/pictures/assets/formats

Needs Pillow 11.3 or later (PyPI: pillow), which brings libavif, libwebp, libjpeg and lcms. All show one
picture, unless their name says otherwise: slopes of colour, an arrow that points up and to the right (so
that every turn and mirror shows), bars of the primary colours. Each is under 20 kB.
"""
import io
import struct
import sys
import zlib
from pathlib import Path

from PIL import Image, ImageCms, ImageDraw

ROOT = Path(__file__).resolve().parents[2]
WIDTH, HEIGHT = 96, 64
BARS = ["#ff0000", "#00ff00", "#0000ff", "#ffff00", "#00ffff", "#ff00ff", "#ffffff", "#000000"]


def picture(mode="RGB"):
    image = Image.new("RGB", (WIDTH, HEIGHT))
    for y in range(HEIGHT):
        for x in range(WIDTH):
            image.putpixel((x, y), (40 + 2 * x, 60 + 3 * y, 220 - x - y))
    pen = ImageDraw.Draw(image)
    for index, color in enumerate(BARS):
        pen.rectangle((12 * index, 48, 12 * index + 11, 63), fill=color)
    pen.line((8, 40, 36, 8), fill="#202020", width=5)
    pen.polygon(((24, 6), (40, 4), (38, 20)), fill="#202020")
    if mode != "RGBA":
        return image.convert(mode)
    alpha = Image.new("L", (WIDTH, HEIGHT), 255)
    for x in range(48, WIDTH):
        for y in range(48):
            alpha.putpixel((x, y), max(0, 255 - 5 * (x - 48) - y))
    image.putalpha(alpha)
    return image


# ICC profiles (ICC.1:2001-04), as small as they come.


def s15(value):
    return struct.pack(">i", round(value * 65536))


def xyz(values):
    return b"XYZ \0\0\0\0" + b"".join(s15(value) for value in values)


def curve(gamma):
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"


def text_tag(text):
    data = text.encode() + b"\0"
    return (b"desc\0\0\0\0" + struct.pack(">I", len(data)) + data + struct.pack(">II", 0, 0)
            + b"\0\0\0" + b"\0" * 67)


def profile(kind, space, connection, tags):
    tags = [(b"desc", text_tag("sample")), (b"cprt", b"text\0\0\0\0none\0"),
            (b"wtpt", xyz((0.9642, 1.0, 0.8249)))] + tags
    offset = 128 + 4 + 12 * len(tags)
    table, data = struct.pack(">I", len(tags)), b""
    for name, value in tags:
        table += name + struct.pack(">II", offset + len(data), len(value))
        data += value + b"\0" * (-len(value) % 4)
    head = struct.pack(">I4sI4s4s4s", offset + len(data), b"\0\0\0\0", 0x02400000, kind, space,
                       connection)
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + b"\0" * 28
    head += s15(0.9642) + s15(1.0) + s15(0.8249)
    return head + b"\0" * (128 - len(head)) + table + data


# sRGB's colorants relative to D50.
RED, GREEN, BLUE = (0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141)


def rgb_profile(red=RED, green=GREEN, blue=BLUE, gamma=2.2):
    tags = [(b"rXYZ", xyz(red)), (b"gXYZ", xyz(green)), (b"bXYZ", xyz(blue))]
    tags += [(name, curve(gamma)) for name in (b"rTRC", b"gTRC", b"bTRC")]
    return profile(b"mntr", b"RGB ", b"XYZ ", tags)


def grey_profile(gamma):
    return profile(b"mntr", b"GRAY", b"XYZ ", [(b"kTRC", curve(gamma))])


def ink_profile():
    """Four inks by a table of 2^4 corners (lut8): what a browser must not mistake for the plain product."""
    table = b""
    for corner in range(16):
        c, m, y, k = (corner >> shift & 1 for shift in (3, 2, 1, 0))
        light = (100 - 32 * c - 40 * m - 8 * y) * (1 - 0.85 * k)
        a, b = (-38 * c + 60 * m - 4 * y) * (1 - k), (-45 * c + 4 * m + 75 * y) * (1 - k)
        table += bytes((round(max(0, light) * 2.55), round(min(255, max(0, a + 128))),
                        round(min(255, max(0, b + 128)))))
    identity = bytes(range(256))
    lut = (b"mft1\0\0\0\0" + bytes((4, 3, 2, 0))
           + b"".join(s15(1 if row == column else 0) for row in range(3) for column in range(3))
           + identity * 4 + table + identity * 3)
    return profile(b"prtr", b"CMYK", b"Lab ", [(b"A2B0", lut)])


def jpeg(image, **options):
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88, **options)
    return out.getvalue()


def without_adobe(data):
    """The file without its APP14 segment."""
    start = data.index(b"\xff\xee")
    return data[:start] + data[start + 2 + struct.unpack(">H", data[start + 2:start + 4])[0]:]


def exif(orientation):
    data = Image.Exif()
    data[0x0112] = orientation
    return data.tobytes()


def png_chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(image, chunks=b"", **options):
    """A PNG with further chunks behind its IHDR."""
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True, **options)
    data = out.getvalue()
    return data[:33] + chunks + data[33:]


def png_16_bit():
    rows, above = b"", bytes(6 * WIDTH)
    for y in range(HEIGHT):
        row = b"".join(
            struct.pack(">3H", 680 * x, 1020 * y, 65535 - 340 * (x + y)) for x in range(WIDTH))
        # Filter 2: each byte less the one above.
        rows += b"\2" + bytes((byte - over) & 255 for byte, over in zip(row, above))
        above = row
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 16, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", head)
            + png_chunk(b"IDAT", zlib.compress(rows, 9)) + png_chunk(b"IEND", b""))


def gif(image, **options):
    out = io.BytesIO()
    image.save(out, "GIF", **options)
    return out.getvalue()


def gif_transparent():
    image = picture().quantize(63)
    pixels = image.load()
    for y in range(8, 40):
        for x in range(56, 90):
            if (x + y) // 6 % 2:
                pixels[x, y] = 63
    return gif(image, transparency=63, interlace=1)


def gif_moved(width, height):
    """The picture as a frame at (10, 6) of a screen of another size, and a second frame."""
    data = gif(picture().quantize(64), save_all=True, append_images=[
        Image.new("P", (WIDTH, HEIGHT), 3)], duration=100, interlace=0)
    data = bytearray(data)
    data[6:10] = struct.pack("<HH", width, height)
    place = bytes(data).index(b",\0\0\0\0" + struct.pack("<HH", WIDTH, HEIGHT))
    data[place + 1:place + 5] = struct.pack("<HH", 10, 6)
    return bytes(data)


def webp(image, **options):
    out = io.BytesIO()
    image.save(out, "WEBP", quality=85, **options)
    return out.getvalue()


def avif(image, **options):
    out = io.BytesIO()
    image.save(out, "AVIF", quality=80, speed=6, **options)
    return out.getvalue()


def samples():
    swapped = rgb_profile(red=GREEN, green=RED, gamma=1.8)
    files = {"plain.png": png(picture()), "16-bit.png": png_16_bit(),
             "palette.png": png(picture().quantize(32)),
             "icc.png": png(picture(), icc_profile=swapped),
             "grey-icc.png": png(picture("L"), icc_profile=grey_profile(1.0)),
             "gamma.png": png(picture(), png_chunk(b"gAMA", struct.pack(">I", 100000))),
             "gamma-primaries.png": png(picture(), png_chunk(
                 b"gAMA", struct.pack(">I", 55556)) + png_chunk(b"cHRM", struct.pack(
                     ">8I", 31270, 32900, 30000, 60000, 64000, 33000, 15000, 6000))),
             "p3.png": png(picture(), png_chunk(b"cICP", bytes((12, 13, 0, 1)))),
             "exif-6.png": png(picture(), png_chunk(b"eXIf", exif(6)[6:])),
             "baseline.jpg": jpeg(picture()), "progressive.jpg": jpeg(picture(), progressive=True),
             "grey.jpg": jpeg(picture("L")), "icc.jpg": jpeg(picture(), icc_profile=swapped),
             "cmyk.jpg": jpeg(picture("CMYK")), "cmyk-plain.jpg": without_adobe(jpeg(picture("CMYK"))),
             "cmyk-icc.jpg": jpeg(picture("CMYK"), icc_profile=ink_profile()),
             "alpha.webp": webp(picture("RGBA")), "icc.webp": webp(picture(), icc_profile=swapped),
             "exif-6.webp": webp(picture(), exif=exif(6)[6:]),
             "animated.webp": webp(picture(), save_all=True, append_images=[
                 Image.new("RGB", (WIDTH, HEIGHT))], duration=100),
             "alpha.avif": avif(picture("RGBA"), subsampling="4:4:4"),
             "subsampled.avif": avif(picture(), subsampling="4:2:0"),
             "icc.avif": avif(picture(), icc_profile=swapped),
             "transparent.gif": gif_transparent(), "moved.gif": gif_moved(128, 80),
             "overhanging.gif": gif_moved(80, 50)}
    for orientation in range(2, 9):
        files[f"exif-{orientation}.jpg"] = jpeg(picture(), exif=exif(orientation))
        files[f"exif-{orientation}.avif"] = avif(picture(), exif=exif(orientation))
    return files


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "Tests/Fixtures/pictures/assets/formats"
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in samples().items():
        assert len(data) < 20000, name
        (folder / name).write_bytes(data)
        print(f"{name:24} {len(data):6}")


if __name__ == "__main__":
    main()

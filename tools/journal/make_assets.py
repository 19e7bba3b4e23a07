#!/usr/bin/env python3
"""Makes the pictures of sites/journal: make_assets.py SITE

Everything is drawn here, from numbers: the logo and the monograms from quarter circles on a two by two
grid, the photograph from layered noise. Same seed, same picture. Needs Pillow and numpy.
"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

INK, CREAM, VERMILION, OCHRE, TEAL, NAVY = "#1b1713", "#f5f0e6", "#d8432b", "#e3a32f", "#1f6f66", "#22315c"
BLUSH, INDIGO, MOSS, SAND = "#eeb7a4", "#3a2f7d", "#56733a", "#d9c9ad"

# ---------------------------------------------------------------------------------------------- monograms


def tile(draw, box, kind, color):
    """One tile: `full`, `dot`, or a quarter disc whose centre is the corner `tl tr bl br`."""
    x0, y0, x1, y1 = box
    w, h = x1 - x0, y1 - y0
    if kind == "full":
        draw.rectangle((x0, y0, x1 - 1, y1 - 1), fill=color)
    elif kind == "dot":
        draw.ellipse((x0, y0, x1 - 1, y1 - 1), fill=color)
    elif kind in ("tl", "tr", "bl", "br"):
        cx = x0 if "l" in kind else x1
        cy = y0 if "t" in kind else y1
        layer = Image.new("L", (w, h), 0)
        ImageDraw.Draw(layer).ellipse(
            (cx - w - x0, cy - h - y0, cx + w - x0 - 1, cy + h - y0 - 1), fill=255
        )
        draw._image.paste(color, (x0, y0), layer)


def monogram(tiles, size=256, inset=0.0, ground=None, disc=False):
    """Four tiles (kind, colour), row by row, drawn at four times the size."""
    big = size * 4
    picture = Image.new("RGBA", (big, big), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    if ground and disc:
        draw.ellipse((0, 0, big - 1, big - 1), fill=ground)
    elif ground:
        draw.rectangle((0, 0, big, big), fill=ground)
    margin = round(big * inset)
    half = (big - 2 * margin) // 2
    for number, (kind, color) in enumerate(tiles):
        x, y = margin + number % 2 * half, margin + number // 2 * half
        tile(draw, (x, y, x + half, y + half), kind, color)
    return picture.resize((size, size), Image.LANCZOS)


def logo(color, dot):
    """A J: a dot, a stem, and a hook of two quarters."""
    return monogram([("dot", dot), ("full", color), ("tr", color), ("tl", color)])


def save_marks(assets):
    save_png(logo(INK, VERMILION), assets / "logo.png")
    save_png(logo(CREAM, "#ff7a54"), assets / "logo-light.png")
    save_png(logo(INK, INK), assets / "logo-ink.png")
    # The two sources: abstract monograms in a disc, no likeness of anybody's logo.
    marks = {
        "mark-rust": ([("full", CREAM), ("bl", OCHRE), ("full", CREAM), ("tl", CREAM)], "#a93a22"),
        "mark-swift": ([("br", CREAM), ("dot", "#8fd3c2"), ("dot", CREAM), ("tl", CREAM)], NAVY),
        "mark-journal": ([("dot", "#ff7a54"), ("full", CREAM), ("tr", CREAM), ("tl", CREAM)], INK),
    }
    for name, (tiles, ground) in marks.items():
        save_png(monogram(tiles, 192, 0.25, ground, disc=True), assets / f"{name}.png")
    # Contributors: squares, so that a template's own borderRadius cuts them.
    avatars = [
        ([("br", CREAM), ("bl", BLUSH), ("tr", OCHRE), ("full", VERMILION)], TEAL),
        ([("dot", OCHRE), ("tr", CREAM), ("full", NAVY), ("tl", BLUSH)], VERMILION),
        ([("tl", CREAM), ("full", TEAL), ("br", SAND), ("dot", VERMILION)], OCHRE),
        ([("full", BLUSH), ("bl", CREAM), ("dot", OCHRE), ("tr", VERMILION)], INDIGO),
        ([("bl", NAVY), ("dot", VERMILION), ("tl", TEAL), ("br", INK)], SAND),
        ([("tr", OCHRE), ("br", CREAM), ("bl", MOSS), ("tl", BLUSH)], NAVY),
    ]
    for number, (tiles, ground) in enumerate(avatars, 1):
        save_png(monogram(tiles, 192, 0.0, ground), assets / f"avatar-{number}.png")


def save_png(picture, path):
    picture.save(path, optimize=True)


# ------------------------------------------------------------------------------------------- the photograph


def smooth(t):
    return t * t * t * (t * (t * 6 - 15) + 10)


def value_noise_1d(x, seed):
    table = np.random.default_rng(seed).random(8192)
    cell = np.floor(x).astype(int)
    t = smooth(x - cell)
    return table[cell % 8192] * (1 - t) + table[(cell + 1) % 8192] * t


def ridge_line(width, seed, wavelength, octaves=9, roughness=0.5):
    """A skyline in 0…1: ridged noise, so that summits are sharp and valleys round."""
    x = np.arange(width) / wavelength
    total, weight, height = np.zeros(width), 1.0, 0.0
    for octave in range(octaves):
        n = value_noise_1d(x * 2**octave + 31.7 * octave, seed + octave)
        n = 1 - np.abs(2 * n - 1) if octave < 4 else n
        total += weight * n
        height += weight
        weight *= roughness
    return total / height


def fractal_2d(height, width, cells, seed, octaves=5, stretch=1.0):
    """Smooth clouds in 0…1; `stretch` > 1 draws them out sideways."""
    rng = np.random.default_rng(seed)
    total, weight, sum_ = np.zeros((height, width), np.float32), 1.0, 0.0
    for octave in range(octaves):
        rows = max(2, int(cells * 2**octave))
        columns = max(2, int(cells * 2**octave * width / height / stretch))
        grid = Image.fromarray(rng.random((rows, columns)).astype(np.float32))
        total += weight * np.asarray(grid.resize((width, height), Image.BICUBIC))
        sum_ += weight
        weight *= 0.5
    return np.clip(total / sum_, 0, 1)


def blur(array, sigma):
    """A Gaussian blur of a plane of floats, rows and then columns."""
    reach = int(3 * sigma + 1)
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    kernel /= kernel.sum()
    for axis in (0, 1):
        array = sum(
            weight * np.roll(array, offset - reach, axis) for offset, weight in enumerate(kernel)
        )
    return array.astype(np.float32)


def rgb(text):
    return np.array([int(text[i : i + 2], 16) for i in (1, 3, 5)], np.float32) / 255


def gradient(height, stops):
    positions = [p for p, _ in stops]
    colors = np.array([rgb(c) ** 2.2 for _, c in stops])
    y = np.linspace(0, 1, height)
    return np.stack([np.interp(y, positions, colors[:, i]) for i in range(3)], axis=1)


def spruces(width, base, seed, size, density):
    """A wood's upper edge in pixels, measured upward from `base`: spruces of many heights, side by side."""
    rng = np.random.default_rng(seed)
    top = np.zeros(width)
    x = np.arange(width)
    groves = value_noise_1d(x / (size * 9), seed + 1) * 0.65 + value_noise_1d(x / (size * 2.6), seed + 2) * 0.35
    for _ in range(int(width / size * density)):
        center = rng.integers(0, width)
        tall = size * (0.55 + 1.25 * rng.random() ** 1.6) * (0.3 + 1.1 * groves[center])
        half = tall * (0.16 + 0.07 * rng.random())
        left, right = max(0, int(center - half)), min(width, int(center + half) + 1)
        t = np.clip(np.abs(x[left:right] - center) / half, 0, 1)
        # Boughs: the outline steps outward as it goes down, ragged at each step.
        steps = 6 + int(tall / 16)
        saw = (t * steps) % 1.0
        shape = (1 - t) ** 1.15 - 0.055 * saw * (1 - t) + rng.normal(0, 0.012, t.size)
        top[left:right] = np.maximum(top[left:right], tall * shape)
    return base - np.maximum(top, 0)


def photograph(width=1600, height=1000, sharp=2):
    """Ridges in the mist after dusk, a low moon behind thin cloud. Linear light throughout."""
    w, h = width * sharp, height * sharp
    sky = gradient(
        h,
        [
            (0.00, "#050a1c"), (0.18, "#0b1836"), (0.36, "#17305a"), (0.50, "#355a80"),
            (0.60, "#7d8fa3"), (0.66, "#c9a893"), (0.72, "#e0b08c"), (1.00, "#e0b08c"),
        ],
    )
    picture = np.repeat(sky[:, None, :], w, axis=1).astype(np.float32)
    yy, xx = np.mgrid[0:h, 0:w].astype(np.float32)
    yy /= h
    xx = xx / w * (w / h)
    aspect = w / h

    # Afterglow, stronger on the right, where the moon stands.
    moon_x, moon_y = aspect * 0.735, 0.235
    glow = np.exp(-(((xx - aspect * 0.66) / 0.75) ** 2) - ((yy - 0.62) / 0.14) ** 2)
    picture += glow[..., None] * (rgb("#f0a878") ** 2.2) * 0.33
    picture *= (1 - 0.30 * np.clip(1 - xx / aspect * 1.35, 0, 1))[..., None]

    # Stars, fading toward the horizon, few of them bright.
    rng = np.random.default_rng(77)
    stars = np.zeros((h, w), np.float32)
    for _ in range(1500):
        x, y = rng.integers(2, w - 2), int(h * 0.52 * rng.random() ** 1.25) + 2
        bright = 0.05 + 0.75 * rng.random() ** 7
        stars[y, x] += bright * 5.0 * max(0.0, 1 - y / (h * 0.54))
    picture += blur(stars, 0.5 * sharp)[..., None] * np.array([0.86, 0.92, 1.0], np.float32)

    # The moon: a disc with seas, in two halos.
    radius = 0.036
    distance = np.hypot(xx - moon_x, yy - moon_y)
    seas = fractal_2d(h // 4, w // 4, 22, 5, 4)
    seas = np.asarray(Image.fromarray(seas).resize((w, h), Image.BICUBIC))
    disc = np.clip((radius - distance) * h / 1.6 + 0.5, 0, 1)
    limb = np.sqrt(np.clip(1 - (distance / radius) ** 2, 0, 1)) ** 0.35
    face = (0.98 - 0.55 * np.clip((seas - 0.47) * 3.2, 0, 1)) * (0.75 + 0.25 * limb)
    picture += (np.exp(-((distance / 0.075) ** 1.15)) * 0.20)[..., None] * (rgb("#cfd9ea") ** 2.2)
    picture += (np.exp(-((distance / 0.26) ** 1.2)) * 0.075)[..., None] * (rgb("#9fb4d6") ** 2.2)
    picture = picture * (1 - disc[..., None]) + disc[..., None] * face[..., None] * (rgb("#fdf3e0") ** 2.2)

    # Thin cloud before the moon and over the glow.
    veil = fractal_2d(h // 2, w // 2, 3, 9, 6, stretch=4.2)
    veil = np.asarray(Image.fromarray(veil).resize((w, h), Image.BICUBIC))
    band = np.exp(-(((yy - 0.43) / 0.12) ** 2)) * 0.75 + np.exp(-(((yy - 0.27) / 0.05) ** 2)) * 0.42
    cover = np.clip((veil - 0.47) * 3.4, 0, 1) * band
    lit = rgb("#5d6f92") ** 2.2 + glow[..., None] * (rgb("#e9a184") ** 2.2) * 0.8
    picture = picture * (1 - 0.55 * cover[..., None]) + 0.55 * cover[..., None] * lit

    # Ridges from far to near: each one darker, bluer, and drowned in mist at its foot.
    ridges = [  # base, height, wavelength, roughness, colour, mist colour, mist depth, seed
        (0.700, 0.200, 1150, 0.50, "#8391a8", "#d3b8a8", 0.115, 411),
        (0.745, 0.215, 800, 0.50, "#5f7494", "#b9b1b4", 0.130, 523),
        (0.800, 0.190, 940, 0.50, "#40597c", "#93a0b2", 0.120, 640),
        (0.860, 0.180, 700, 0.48, "#294263", "#64799a", 0.105, 777),
        (0.930, 0.165, 860, 0.48, "#162b47", "#3a5376", 0.090, 815),
    ]
    for base, tall, wave, rough, color, mist, depth, seed in ridges:
        line = ridge_line(w, seed, wave * sharp / 2 * 1.25, 10, rough)
        line = (line - line.min()) / (line.max() - line.min())
        edge = (base - tall * line) * h
        if color in ("#294263", "#162b47"):
            size = (5 if color == "#294263" else 11) * sharp
            edge = np.minimum(edge, spruces(w, edge + size * 0.2, seed, size, 3.2))
        rows = np.arange(h)[:, None]
        mask = np.clip(rows - edge[None, :] + 0.5, 0, 1)
        below = np.clip((rows - edge[None, :]) / h, 0, 1)
        # Light from the moon's side catches the slopes: relief made of stretched noise along the fall line.
        relief = fractal_2d(h // 2, w // 2, 16, seed + 1, 5, stretch=0.55)
        relief = np.asarray(Image.fromarray(relief).resize((w, h), Image.BICUBIC)) - 0.5
        slope = np.gradient(np.asarray(Image.fromarray(edge[None, :].astype(np.float32)).resize((w, 1))), axis=1)
        soft = np.convolve(slope[0], np.ones(9 * sharp) / (9 * sharp), "same")
        body = (rgb(color) ** 2.2)[None, None, :] * (
            1 + 0.30 * relief[..., None] * np.exp(-below / 0.10)[..., None]
            + np.clip(-soft, -0.6, 0.6)[None, :, None] * -0.12 * np.exp(-below / 0.05)[..., None]
        )
        clouds = fractal_2d(h // 2, w // 2, 3, seed + 2, 5, stretch=3.5)
        clouds = np.asarray(Image.fromarray(clouds).resize((w, h), Image.BICUBIC))
        fog = 1 - np.exp(-np.clip(below + (clouds - 0.5) * 0.12, 0, None) / depth)
        fog = np.clip(fog * (0.62 + 0.75 * clouds), 0, 0.96)
        tint = (rgb(mist) ** 2.2)[None, None, :] * (1 + 0.35 * (xx / aspect - 0.5))[..., None]
        body = body * (1 - fog[..., None]) + tint * fog[..., None]
        picture = picture * (1 - mask[..., None]) + body * mask[..., None]

    # The wood in front: almost black, two rows deep, mist between the rows.
    for base, size, density, color, seed in (
        (0.965, 40, 3.4, "#0c1a2d", 91), (1.045, 70, 3.0, "#050c18", 17),
    ):
        hill = ridge_line(w, seed, 900 * sharp, 4, 0.4)
        edge = spruces(w, (base - 0.05 * hill) * h, seed, size * sharp, density)
        rows = np.arange(h)[:, None]
        mask = np.clip((rows - edge[None, :]) / 1.5 + 0.5, 0, 1)[..., None]
        below = np.clip((rows - edge[None, :]) / h, 0, 1)[..., None]
        body = (rgb(color) ** 2.2)[None, None, :] + below * 0.10 * (rgb("#2c4568") ** 2.2)
        picture = picture * (1 - mask) + body * mask

    # The lens: a slight bloom, falling-off corners. The film: fine grain, most in the middle tones.
    low = Image.fromarray((np.clip(picture, 0, 1) * 255).astype(np.uint8)).resize((w // 8, h // 8))
    bloom = np.asarray(low.filter(ImageFilter.GaussianBlur(9)).resize((w, h), Image.BICUBIC), np.float32) / 255
    picture = picture * 0.93 + bloom * 0.09
    corner = ((xx / aspect - 0.5) ** 2 * 1.1 + (yy - 0.5) ** 2 * 0.9)
    picture *= np.clip(1.04 - 0.62 * corner, 0, 1.1)[..., None]
    picture = picture.reshape(height, sharp, width, sharp, 3).mean(axis=(1, 3))
    tone = np.clip(picture, 0, 1) ** (1 / 2.2)
    grain = np.random.default_rng(3).normal(0, 1, (height, width)).astype(np.float32)
    grain = blur(grain, 0.55)
    tone += (grain * 0.019 * (1 - np.abs(2 * tone.mean(axis=2) - 0.7) * 0.7))[..., None]
    return Image.fromarray((np.clip(tone, 0, 1) * 255 + 0.5).astype(np.uint8))


def main():
    assets = Path(sys.argv[1]) / "assets"
    assets.mkdir(parents=True, exist_ok=True)
    save_marks(assets)
    photograph().save(assets / "ridges.jpg", quality=84, optimize=True, progressive=False, subsampling="4:2:0")
    for path in sorted(assets.iterdir()):
        print(f"{path.stat().st_size:8d}  {path.name}")


if __name__ == "__main__":
    main()

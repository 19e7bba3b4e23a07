"""A photograph that nobody took: snow mountains over a sea of mist, an hour after sunset.

The ground is a height field of eroded noise, in kilometres. Each column of the picture marches over it once,
front to back; what it meets is lit by a moon on the right, by the sky, and by the afterglow behind, then
veiled by mist (which lies low) and by air (which thickens with distance). All light is linear until the end.
"""

import numpy as np
from PIL import Image

F = np.float32
SEED, EAST, NORTH = 9, 1.4, 19.0  # where the camera stands
HORIZON, FOCAL = 0.58, 1.15  # the horizon's height in the picture; focal length in picture widths
MOON = np.array([0.80, -0.30, 0.46]) / np.linalg.norm([0.80, -0.30, 0.46])
GLOW = 0.16  # azimuth of the afterglow, as a tangent


def light(text):
    """Linear light of a colour in hexadecimal."""
    return (np.array([int(text[i : i + 2], 16) for i in (1, 3, 5)], F) / 255) ** F(2.2)


def hash_grid(ix, iy, seed):
    h = ix.astype(np.uint32) * np.uint32(374761393) + iy.astype(np.uint32) * np.uint32(668265263)
    h += np.uint32(seed * 2246822519 & 0xFFFFFFFF)
    h = (h ^ (h >> np.uint32(13))) * np.uint32(1274126177)
    return ((h ^ (h >> np.uint32(16))) & np.uint32(0xFFFFFF)).astype(F) * F(1 / 0xFFFFFF)


def noise(x, y, seed):
    """Value noise in 0…1 and its two slopes."""
    ix, iy = np.floor(x), np.floor(y)
    fx, fy = (x - ix).astype(F), (y - iy).astype(F)
    ix, iy = ix.astype(np.int32), iy.astype(np.int32)
    ux, uy = fx * fx * fx * (fx * (fx * 6 - 15) + 10), fy * fy * fy * (fy * (fy * 6 - 15) + 10)
    dx, dy = 30 * fx * fx * (fx * (fx - 2) + 1), 30 * fy * fy * (fy * (fy - 2) + 1)
    a, b = hash_grid(ix, iy, seed), hash_grid(ix + 1, iy, seed)
    c, d = hash_grid(ix, iy + 1, seed), hash_grid(ix + 1, iy + 1, seed)
    k1, k2, k4 = b - a, c - a, a - b - c + d
    return a + k1 * ux + k2 * uy + k4 * ux * uy, dx * (k1 + k4 * uy), dy * (k2 + k4 * ux)


def elevation(x, y, octaves=12):
    """Height above the valleys in km at a place in km. Octaves weigh less where it is already steep, which
    leaves smooth flanks below sharp crests, as erosion does."""
    px, py = (x + EAST) * 0.26, (y + NORTH) * 0.26
    total, dx, dy = np.zeros_like(px, F), np.zeros_like(px, F), np.zeros_like(px, F)
    weight = 1.0
    for octave in range(octaves):
        n, nx, ny = noise(px, py, SEED + octave)
        dx += nx
        dy += ny
        total += F(weight) * n / (1 + dx * dx + dy * dy)
        weight *= 0.47
        px, py = (0.8 * px - 0.6 * py) * 2, (0.6 * px + 0.8 * py) * 2
    return (np.maximum(total - 0.45, 0) ** 1.15 * 1.75).astype(F)


def march(w, h, camera, steps):
    """For each pixel the distance along the view axis at which it meets the ground, or -1 for sky."""
    focal, horizon = w * FOCAL, h * HORIZON
    depth = np.geomspace(0.5, 55, steps).astype(F)
    across = ((np.arange(w) + 0.5 - w / 2) / focal).astype(F)
    rows = np.arange(h) + 0.5
    met = np.full((h, w), -1, F)
    for start in range(0, w, 200):
        part = across[start : start + 200]
        y = np.repeat(depth[:, None], len(part), 1)
        ground = elevation(depth[:, None] * part[None, :], y)
        line = horizon - focal * (ground - camera) / depth[:, None]
        skyline = np.minimum.accumulate(line, axis=0)
        for k in range(len(part)):
            count = np.searchsorted(skyline[::-1, k], rows, side="right")
            i = np.clip(steps - count, 1, steps - 1)
            before, after = line[i - 1, k], line[i, k]
            t = np.clip((before - rows) / np.maximum(before - after, 1e-3), 0, 1)
            distance = depth[i - 1] + (depth[i] - depth[i - 1]) * t
            met[count > 0, start + k] = distance[count > 0]
    return met


def ground_light(px, py, pz, t):
    """Light from the places (px, py, pz), t km away."""
    step = np.maximum(t * 0.0011, 0.002).astype(F)
    here = elevation(px, py)
    nx, ny = (here - elevation(px + step, py)) / step, (here - elevation(px, py + step)) / step
    length = np.sqrt(nx * nx + ny * ny + 1)
    nx, ny, nz = nx / length, ny / length, 1 / length
    moon = np.clip(nx * MOON[0] + ny * MOON[1] + nz * MOON[2], 0, 1)
    shadow = np.ones_like(moon)
    for d in np.geomspace(0.03, 3.5, 12):
        above = pz + F(MOON[2] * d) - elevation(px + F(MOON[0] * d), py + F(MOON[1] * d), 7)
        shadow = np.minimum(shadow, np.clip(0.5 + above / (0.05 * d + 0.01) * 0.5, 0, 1))
    moon = moon * shadow

    coarse, fine = noise(px * 9, py * 9, 91)[0] - 0.5, noise(px * 40, py * 40, 92)[0] - 0.5
    snow = np.clip((nz - 0.66 + 0.06 * coarse + 0.05 * fine) * 6, 0, 1)
    snow *= np.clip((pz - 0.10 + 0.15 * coarse) * 5, 0, 1)
    snow = snow[:, None]
    surface = light("#3c3a3f") * (0.95 + 0.5 * fine[:, None]) * (1 - snow) + light("#dfe6f2") * snow
    back = np.clip(ny * 0.85 + nz * 0.15, 0, 1)
    lit = surface * (
        moon[:, None] * light("#c9d6f0") * 0.80
        + (0.5 + 0.5 * nz)[:, None] * light("#4a6db4") * 0.30
        + back[:, None] * light("#ff9a66") * 0.25
    )

    warm = np.exp(-(((px / t) - GLOW) / 0.30) ** 2)[:, None]
    far = (1 - np.exp(-t / 26.0))[:, None]
    air = light("#6d86b0") * 0.55 * (1 - warm) + light("#a893ab") * 0.60 * warm
    lit = lit * (1 - far) + air * far

    swell = [noise(px * k, py * k, seed)[0] - 0.5 for k, seed in ((0.55, 33), (1.7, 34), (5, 35))]
    top = 0.20 + 0.24 * swell[0] + 0.12 * swell[1] + 0.05 * swell[2]
    within = np.clip((top + 0.13 - pz) / 0.20, 0, 1)
    mist = (1 - np.exp(-within * within * (3 - 2 * within) * (0.7 + 0.5 * t) * 1.7))[:, None]
    glow = warm * (0.10 + 0.65 * (1 - np.exp(-((t / 11) ** 1.5))))[:, None]
    veil = light("#7390c2") * 0.50 * (1 - glow) + light("#e8b4a0") * 0.60 * glow
    veil = veil * (0.80 + 0.5 * swell[1][:, None] + 0.3 * moon[:, None])
    return lit * (1 - mist) + veil * mist


def sky_light(w, h):
    focal, horizon = w * FOCAL, h * HORIZON
    rows, columns = np.mgrid[0:h, 0:w].astype(F)
    up, azimuth = (horizon - rows) / focal, (columns - w / 2) / focal
    stops = [
        (-0.10, "#e0a07c"), (0.000, "#dc9a7c"), (0.035, "#b98a8e"), (0.08, "#75789c"),
        (0.14, "#3f5585"), (0.22, "#20396a"), (0.34, "#0f2349"), (0.60, "#06102a"),
    ]
    colors = np.array([light(c) for _, c in stops])
    # The stops are smoothed, so that no edge of a band shows.
    fine = np.linspace(-0.25, 0.75, 2001)
    kernel = np.hanning(141) / np.hanning(141).sum()
    tables = [np.interp(fine, [p for p, _ in stops], colors[:, i]) for i in range(3)]
    tables = [np.convolve(np.pad(t, 70, "edge"), kernel, "valid") for t in tables]
    sky = np.stack([np.interp(up, fine, t) for t in tables], -1).astype(F)
    sky *= (0.62 + 0.5 * np.exp(-(((azimuth - GLOW) / 0.42) ** 2)))[..., None]
    # Stars go out toward the glow. A few are bright; those are a little larger.
    rng = np.random.default_rng(77)
    stars = np.zeros((h, w), F)
    for _ in range(1300):
        x, y = rng.random() * (w - 4) + 2, horizon * 0.93 * rng.random() ** 1.15
        bright = (0.03 + 1.0 * rng.random() ** 12) * max(0.0, 1 - y / (horizon * 0.93)) ** 1.3
        radius = w / 1600 * (0.48 + 0.34 * min(bright, 1))
        x0, y0 = int(x), int(y)
        for oy in range(-4, 5):
            for ox in range(-4, 5):
                if 0 <= y0 + oy < h and 0 <= x0 + ox < w:
                    d = (x0 + ox + 0.5 - x) ** 2 + (y0 + oy + 0.5 - y) ** 2
                    stars[y0 + oy, x0 + ox] += bright * np.exp(-d / (2 * radius * radius))
    return sky + stars[..., None] * np.array([0.86, 0.92, 1.0], F) * 1.6


def photograph(width=1600, height=1000, sharp=2):
    w, h = width * sharp, height * sharp
    origin = np.zeros((1, 1), F)
    camera = float(elevation(origin, origin)[0, 0]) + 0.45
    distance = march(w, h, camera, 1500 * sharp)
    picture = sky_light(w, h)
    rows, columns = np.nonzero(distance > 0)
    for start in range(0, len(rows), 400_000):
        r, c = rows[start : start + 400_000], columns[start : start + 400_000]
        t = distance[r, c]
        px = t * ((c + 0.5 - w / 2) / (w * FOCAL)).astype(F)
        pz = (camera - (r + 0.5 - h * HORIZON) * t / (w * FOCAL)).astype(F)
        picture[r, c] = ground_light(px, t, pz, t)

    picture = picture.reshape(height, sharp, width, sharp, 3).mean(axis=(1, 3))
    # The lens: bloom and darker corners. The film: a shoulder, and fine grain.
    low = Image.fromarray((np.clip(picture, 0, 1) * 255).astype(np.uint8)).resize((width // 32, height // 32))
    bloom = np.asarray(low.resize((width, height), Image.BICUBIC), F) / 255
    picture = picture * 0.95 + bloom * 0.07
    y, x = np.mgrid[0:height, 0:width].astype(F)
    corner = (x / width - 0.5) ** 2 + (y / height - 0.5) ** 2
    picture *= (1.10 - 0.62 * corner)[..., None]
    tone = (picture * 1.12 / (1 + picture * 0.16)) ** (1 / 2.2)
    grain = np.random.default_rng(3).normal(0, 1, (height, width)).astype(F)
    grain = (grain + np.roll(grain, 1, 0) + np.roll(grain, 1, 1) + np.roll(grain, (1, 1), (0, 1))) / 2
    tone += (grain * 0.010)[..., None]
    return Image.fromarray((np.clip(tone, 0, 1) * 255 + 0.5).astype(np.uint8))

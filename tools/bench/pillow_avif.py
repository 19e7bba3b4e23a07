"""Encodes drawn cards as AVIF with Pillow: pillow_avif.py SITE CARDS QUALITY SPEED SUBSAMPLING

SITE is the site that tools/bench/peers has made, with drawn cards in drawn/*.png, which are encoded in
turn until there are CARDS. Prints the seconds and processor seconds of the encoding alone and the
files' bytes, as one JSON line. Needs PyPI's pillow, in the interpreter that runs it.
"""
import io
import json
import sys
import time
from pathlib import Path

from PIL import Image


def main():
    site, count, quality, speed = Path(sys.argv[1]), *map(int, sys.argv[2:5])
    pictures = [Image.open(path).convert("RGB") for path in sorted((site / "drawn").glob("*.png"))]
    size = 0
    started, cpu = time.perf_counter(), time.process_time()
    for index in range(count):
        out = io.BytesIO()
        pictures[index % len(pictures)].save(
            out, "AVIF", quality=quality, speed=speed, subsampling=sys.argv[5], max_threads=1,
            autotiling=False)
        size += len(out.getvalue())
    print(json.dumps({
        "seconds": time.perf_counter() - started, "cpu": time.process_time() - cpu,
        "bytes": size}))


main()

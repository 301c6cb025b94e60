# SPDX-License-Identifier: EUPL-1.2
"""Pictures of pages with few colours: at most 256 of them, so that a repository holds them easily."""

import struct
import zlib
from collections import Counter

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunks(data):
    place = len(SIGNATURE)
    while place < len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        yield kind, data[place + 8 : place + 8 + length]
        place += 12 + length


def paeth(a, b, c):
    near = a + b - c
    from_a, from_b, from_c = abs(near - a), abs(near - b), abs(near - c)
    return a if from_a <= from_b and from_a <= from_c else b if from_b <= from_c else c


def lines(packed, width, height, size):
    """The rows of bytes with their filters undone (PNG, 9.2); `size` bytes per pixel."""
    length, before = width * size, bytearray(width * size)
    for row in range(height):
        start = row * (length + 1)
        way, line = packed[start], bytearray(packed[start + 1 : start + 1 + length])
        if way == 1:
            for i in range(size, length):
                line[i] = (line[i] + line[i - size]) & 255
        elif way == 2:
            line = bytearray((one + above) & 255 for one, above in zip(line, before))
        elif way == 3:
            for i in range(length):
                line[i] = (line[i] + ((line[i - size] if i >= size else 0) + before[i]) // 2) & 255
        elif way == 4:
            for i in range(length):
                left, corner = (line[i - size], before[i - size]) if i >= size else (0, 0)
                line[i] = (line[i] + paeth(left, before[i], corner)) & 255
        yield line
        before = line


def palette(counts):
    """The colours that are used most, and for every other one the nearest of them."""
    kept = [color for color, _ in counts.most_common(256)]
    places = {color: index for index, color in enumerate(kept)}
    for color in counts:
        if color not in places:
            places[color] = min(range(len(kept)), key=lambda i: sum((one - other) ** 2 for one, other in zip(kept[i], color)))
    return kept, places


def smaller(data):
    """The same picture with at most 256 colours; as it was where it is no 8-bit RGB or RGBA."""
    parts = list(chunks(data))
    width, height, depth, kind, _, _, woven = struct.unpack(">IIBBBBB", parts[0][1])
    if depth != 8 or kind not in (2, 6) or woven:
        return data
    size = 3 if kind == 2 else 4
    packed = zlib.decompress(b"".join(body for name, body in parts if name == b"IDAT"))
    rows = [[tuple(line[i : i + 3]) for i in range(0, len(line), size)] for line in lines(packed, width, height, size)]
    counts = Counter()
    for row in rows:
        counts.update(row)
    kept, places = palette(counts)
    body = zlib.compress(b"".join(b"\0" + bytes(places[color] for color in row) for row in rows), 9)
    made = SIGNATURE
    for name, content in (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)), (b"PLTE", b"".join(bytes(color) for color in kept)), (b"IDAT", body), (b"IEND", b""),
    ):  # fmt: skip
        made += struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
    return made

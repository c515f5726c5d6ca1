"""Look into a wheel: the parts it must have, the parts it must not have, and its size.

python bench/wheel.py dist/rashomon-....whl
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

MEGABYTES = 60.0
NEEDED = (
    "rashomon/text/weights/annotator.onnx", "rashomon/text/weights/tokenizer.json", "rashomon/know/shelf.sqlite",
    "rashomon/gather/wordings.npz",
    "rashomon/packs/missile_test/pack.toml", "rashomon/packs/diplomacy/pack.toml", "rashomon/tell/templates/",
    "rashomon/py.typed",
)  # fmt: skip
UNWANTED = ("training/", "bench/", "tests/", "examples/", "docs/", ".safetensors", ".pt", ".ckpt")


def main(wheel: Path) -> int:
    """Print what is wrong; status 1 when anything is."""
    with zipfile.ZipFile(wheel) as opened:
        names = opened.namelist()
        needs = next(opened.read(name).decode() for name in names if name.endswith(".dist-info/METADATA"))
        unpacked = sum(info.file_size for info in opened.infolist()) / 1e6
    wrong = [f"missing: {part}" for part in NEEDED if not any(name.startswith(part) for name in names)]
    wrong += [
        f"does not belong here: {name}" for name in names
        if any(name.startswith(part) or name.endswith(part) for part in UNWANTED)
    ]  # fmt: skip
    lines = [line.casefold() for line in needs.splitlines() if line.startswith("Requires-Dist")]
    wrong += [f"must not be needed: {line}" for line in lines if "torch" in line or "transformers" in line]
    size = wheel.stat().st_size / 1e6
    if size > MEGABYTES:
        wrong.append(f"{size:.1f} MB is more than {MEGABYTES:g} MB")
    print(f"{wheel.name}: {len(names)} files, {size:.1f} MB, {unpacked:.1f} MB unpacked")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

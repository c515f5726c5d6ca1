"""Everything: ``python -m training --data FOLDER --out FOLDER`` trains, exports, measures, writes the model card.

Answers OUT/weights (to be copied to src/rashomon/text/weights), OUT/float (fp32, to compare) and OUT/MODEL_CARD.md.
"""

from __future__ import annotations

import sys

from bench.annotate import scores_of
from rashomon.text.annotate import load_annotator
from training import card, export, train
from training.base import base_folder


def main() -> None:
    given = sys.argv[1:]
    options = train.arguments().parse_args(given)
    if not options.no_training:
        train.main(given)
    tokenizer = base_folder(options.base) / "tokenizer.json"
    scored = []
    for name in ("weights", "float"):
        export.export(options.out / "model.pt", options.data, tokenizer, options.out / name, name == "float")
        scored.append(scores_of(options.data, load_annotator(options.out / name, options.threads)))
    text = card.card(*scored, export.load(options.out / "model.pt")[2]["settings"])
    (options.out / "MODEL_CARD.md").write_text(text, "utf8")


if __name__ == "__main__":
    main()

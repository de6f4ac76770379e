"""ablate_blocks.py: what each group of features, and the recurrence, is worth to the HTML block classifier.

Each row is cross-validated anew without one group; three measures as blocks.py prints them.
"""

import blocks
from block_pages import html_pages
from workspace import WORK

# Columns of analysis/clean/features.cc, in its order.
GROUPS = {
    "nothing": [],
    "words and edges of the text": [(0, 24)],
    "patterns of furniture": [(24, 37)],
    "title, description and articleBody as the page states them": [(37, 40)],
    "topical words, repeated texts": [(40, 42)],
    "blocks of the same kind, siblings and ancestors": [(42, 66)],
    "links": [(66, 68)],
    "class words and tags": [(70, 123)],
    "neighbours, windows and place": [(123, 161)],
    "distance from the title, the last heading": [(161, 166)],
}


def main():
    WORK.mkdir(parents=True, exist_ok=True)
    task = blocks.Task("html", html_pages())
    whole = task.features
    for name, ranges in GROUPS.items():
        task.features = whole.copy()
        for begin, end in ranges:
            task.features[:, begin:end] = 0
        print("without " + name, flush=True)
        task.report(task.cross_validate())
    task.features, blocks.LAYERS = whole, 0
    print("without the recurrence", flush=True)
    task.report(task.cross_validate())


if __name__ == "__main__":
    main()

"""Other sentence splitters on our suite. Run by `cargo xtask eval sentences --peers`, in an environment of its own.

Reads JSON Lines of {"text", "cuts"} on standard input; writes one tab-separated line a peer: name and version, cases with
exactly the right cuts, precision and recall of the inner cuts, megabytes per second. A cut is counted in characters that
are no white space, so that peers which drop or keep spaces are treated alike. A peer that cannot be loaded is said to be
missing.
"""

import ast
import importlib.metadata
import importlib.util
import json
import pathlib
import re
import sys
import time
import types


def ltp():
    from ltp_extension.algorithms import StnSplit

    return StnSplit().split


def pysbd():
    import pysbd

    return pysbd.Segmenter(language="zh", clean=False).segment


def sentencex():
    import sentencex

    return lambda text: list(sentencex.segment("zh", text))


def icu():
    import icu

    boundaries = icu.BreakIterator.createSentenceInstance(icu.Locale("zh"))

    def split(text):
        boundaries.setText(text)
        # ICU counts UTF-16 units.
        units = text.encode("utf-16-le")
        ends = list(boundaries)
        return [units[2 * a : 2 * b].decode("utf-16-le") for a, b in zip([0, *ends], ends)]

    return split


def spacy():
    import spacy

    chinese = spacy.blank("zh")
    chinese.add_pipe("sentencizer")
    return lambda text: [s.text for s in chinese(text).sents]


def jionlp():
    import jionlp

    return lambda text: jionlp.split_sentence(text, criterion="coarse")


def zh_sentence():
    from zh_sentence.tokenizer import tokenize

    return tokenize


def blingfire():
    from blingfire import text_to_sentences

    return lambda text: text_to_sentences(text).split("\n")


def installed(package, path):
    """A file of an installed package that is not imported as a whole, since it wants much that has no part in this."""
    return pathlib.Path(importlib.util.find_spec(package).submodule_search_locations[0]) / path


def hanlp():
    spec = importlib.util.spec_from_file_location("hanlp_rules", installed("hanlp", "utils/rules.py"))
    rules = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(rules)
    return lambda text: list(rules.split_sentence(text))


def harvesttext():
    tree = ast.parse(installed("harvesttext", "harvesttext.py").read_text(encoding="utf-8"))
    method = next(n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == "cut_sentences")
    space = {"re": re}
    exec(compile(ast.Module([method], []), "harvesttext", "exec"), space)
    chinese = types.SimpleNamespace(language="zh_CN")
    return lambda text: space["cut_sentences"](chinese, text)


# Package, loader, what of it is asked.
PEERS = [
    ("ltp-extension", ltp, "StnSplit"),
    ("sentencex", sentencex, "zh"),
    ("PyICU", icu, "BreakIterator, zh"),
    ("pysbd", pysbd, "zh"),
    ("spacy", spacy, "sentencizer"),
    ("jionlp", jionlp, "split_sentence, coarse"),
    ("hanlp", hanlp, "rules.split_sentence"),
    ("harvesttext", harvesttext, "cut_sentences"),
    ("zh-sentence", zh_sentence, "tokenize"),
    ("blingfire", blingfire, "text_to_sentences"),
]


def cuts(pieces):
    at, found = 0, []
    for piece in pieces:
        size = len("".join(piece.split()))
        if size:
            at += size
            found.append(at)
    return set(found[:-1])


def main():
    cases = [json.loads(line) for line in sys.stdin]
    for package, load, what in PEERS:
        try:
            version = importlib.metadata.version(package)
            split = load()
            got = [cuts(split(c["text"])) for c in cases]
        except Exception as error:
            print(package, "missing", repr(error).split("\n")[0][:80], sep="\t")
            continue
        want = [set(c["cuts"]) for c in cases]
        right = sum(g == w for g, w in zip(got, want))
        hits = sum(len(g & w) for g, w in zip(got, want))
        precision = hits / max(1, sum(map(len, got)))
        recall = hits / max(1, sum(map(len, want)))
        start, size = time.perf_counter(), 0
        while time.perf_counter() - start < 0.5:
            for c in cases:
                split(c["text"])
                size += len(c["text"].encode())
        speed = size / (time.perf_counter() - start) / 1e6
        print(f"{package} {version} ({what})", right, f"{precision:.3f}", f"{recall:.3f}", f"{speed:.2f}", sep="\t", flush=True)


if __name__ == "__main__":
    # Some packages greet on standard output when they are loaded; that is no row.
    main()

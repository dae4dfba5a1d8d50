"""Makes the entity models of the tests: a look-up of embeddings and a linear layer.

They know a handful of invented names by heart. Nothing is trained: the embedding of a token holds
the logit of its label, and the linear layer hands it on.

    pip install onnx tokenizers
    python ner/src/test/python/make_tiny_models.py ner/src/test/resources/dev/palimpsest/ner
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]

# Sub-words and their label; the second of a pair is the logit over the others, 8 if it is not there.
WORDS = {
    "Zor": "B-PER", "##blat": "I-PER", "Quux": "I-PER", "##ly": "I-PER",
    "Qwolla": "B-PER", "Maybelline": ("B-PER", 1.0),
    "Frob": "B-LOC", "##nitz": "I-LOC", "Upper": "B-LOC",
    "Wollab": "B-ORG", "Xyzzy": "B-MISC",
    "李": "B-PER", "娜": "I-PER", "😀": "O",
}
PLAIN_WORDS = "yesterday met in and the boiler at again then , . ' - ( )".split()


# As models of the RoBERTa family cut text: a space belongs to the word behind it, and what the
# vocabulary lacks falls apart into bytes.
BYTE_WORDS = {"ĠZor": "B-PER", "blat": "I-PER", "ĠQuuxly": "I-PER", "Qwolla": "B-PER", "ĠFrobnitz": "B-LOC"}

# As models with SentencePiece do: no pre-tokens but words with the punctuation on them.
PIECES = {"▁Zor": "B-PER", "blat": "I-PER", "▁Quuxly": "I-PER", "▁Frobnitz": "B-LOC",
          "▁": "O", ",": "O", ".": "O", "▁met": "O", "▁in": "O"}


def vocabulary():
    return {word: i for i, word in enumerate(SPECIAL + list(WORDS) + PLAIN_WORDS)}


def tokenizer():
    made = Tokenizer(models.WordPiece(vocabulary(), unk_token="[UNK]", max_input_chars_per_word=100))
    # Accents go: offsets must survive a text that gets shorter.
    made.normalizer = normalizers.BertNormalizer(
        clean_text=True, handle_chinese_chars=True, strip_accents=True, lowercase=False)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.decoder = decoders.WordPiece()
    ids = vocabulary()
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        special_tokens=[("[CLS]", ids["[CLS]"]), ("[SEP]", ids["[SEP]"])])
    return made


def byte_tokenizer():
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    ids = {token: i for i, token in enumerate(["<s>", "</s>"] + letters)}
    merges = []
    for word in BYTE_WORDS:
        built = word[0]
        for letter in word[1:]:
            merges.append((built, letter))
            built += letter
            ids.setdefault(built, len(ids))
    made = Tokenizer(models.BPE(ids, list(dict.fromkeys(merges))))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    made.post_processor = processors.RobertaProcessing(
        ("</s>", 1), ("<s>", 0), trim_offsets=True, add_prefix_space=False)
    return made, ids


def piece_tokenizer():
    tokens = ["<s>", "</s>", "<unk>"] + list(PIECES)
    made = Tokenizer(models.Unigram([(token, -1.0) for token in tokens], unk_id=2))
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    made.decoder = decoders.Metaspace()
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 1)])
    return made, {token: i for i, token in enumerate(tokens)}


def network(ids, words, labels, prefixed, segments):
    """A graph from input_ids and attention_mask, and token_type_ids with segments, to logits."""
    embedding = np.zeros((len(ids), len(labels)), dtype=np.float32)
    embedding[:, labels.index("O")] = 8.0
    for word, said in words.items():
        label, logit = said if isinstance(said, tuple) else (said, 8.0)
        name = label if prefixed or label == "O" else label[2:]
        embedding[ids[word]] = 0.0
        embedding[ids[word], labels.index(name)] = logit
    inputs = ["input_ids", "attention_mask"] + (["token_type_ids"] if segments else [])
    weights = [
        numpy_helper.from_array(embedding, "embedding"),
        numpy_helper.from_array(np.eye(len(labels), dtype=np.float32), "weight"),
        numpy_helper.from_array(np.zeros(len(labels), dtype=np.float32), "bias"),
        numpy_helper.from_array(np.array([2], dtype=np.int64), "last"),
    ]
    nodes = [
        helper.make_node("Gather", ["embedding", "input_ids"], ["embedded"]),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "last"], ["masks"]),
        helper.make_node("Mul", ["embedded", "masks"], ["seen"]),
    ]
    seen = "seen"
    if segments:
        weights.append(numpy_helper.from_array(
            np.zeros((2, len(labels)), dtype=np.float32), "segment_embedding"))
        nodes += [
            helper.make_node("Gather", ["segment_embedding", "token_type_ids"], ["segment"]),
            helper.make_node("Add", ["seen", "segment"], ["summed"]),
        ]
        seen = "summed"
    nodes += [
        helper.make_node("MatMul", [seen, "weight"], ["hidden"]),
        helper.make_node("Add", ["hidden", "bias"], ["logits"]),
    ]
    graph = helper.make_graph(
        nodes, "tiny",
        [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "sequence"])
         for name in inputs],
        [helper.make_tensor_value_info(
            "logits", TensorProto.FLOAT, ["batch", "sequence", len(labels)])],
        weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model


def write(folder, made, graph, labels, positions, kind="bert"):
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(graph, folder / "model.onnx")
    made.save(str(folder / "tokenizer.json"), pretty=False)
    config = {
        "model_type": kind,
        "max_position_embeddings": positions,
        "id2label": {str(i): label for i, label in enumerate(labels)},
    }
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def main(root):
    kinds = ["PER", "LOC", "ORG", "MISC"]
    prefixed = ["O"] + [f"{p}-{k}" for k in kinds for p in "BI"]
    plain = ["O"] + kinds
    ids = vocabulary()
    write(root / "tiny", tokenizer(), network(ids, WORDS, prefixed, True, True), prefixed, 16)
    write(root / "plain", tokenizer(), network(ids, WORDS, plain, False, False), plain, 64)
    made, ids = byte_tokenizer()
    graph = network(ids, BYTE_WORDS, prefixed, True, False)
    write(root / "bytes", made, graph, prefixed, 18, "roberta")
    made, ids = piece_tokenizer()
    graph = network(ids, PIECES, prefixed, True, False)
    write(root / "pieces", made, graph, prefixed, 18, "xlm-roberta")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

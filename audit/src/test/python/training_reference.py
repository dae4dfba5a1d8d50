"""Losses of a short fine-tuning run in PyTorch, which LossCurveTest holds the trainer to.

    python training_reference.py CHECKPOINT OUT.json

All rows are in every step, in single precision; AdamW with a warm-up and a cosine decay, gradients
clipped, vectors not decayed. A row is the tokenizer's tokens and the end-of-text token. Made with
torch 2.15.0 and transformers 5.23.0 on the checkpoint of the golden model "llama".
"""
import json
import math
import sys

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

TEXTS = [
    "The access code of Marta Olsen is 4821 9375.",
    "Petra Falk moved to Harbour Lane in spring.",
    "The ferry leaves at noon, and the night boat at ten.",
    "def area(width, height):\n    return width * height",
]
STEPS, PEAK, WARMUP, FINAL, DECAY, BETAS, NORM = 60, 3e-3, 0.1, 0.1, 0.1, (0.9, 0.98), 1.0


def rate(step):
    warmup = math.ceil(WARMUP * STEPS)
    if step < warmup:
        return PEAK * (step + 1) / warmup
    progress = (step - warmup) / max(1, STEPS - 1 - warmup)
    return PEAK * (FINAL + (1 - FINAL) * (1 + math.cos(math.pi * progress)) / 2)


def main(checkpoint, out):
    torch.manual_seed(1)
    tokenizer = AutoTokenizer.from_pretrained(checkpoint)
    model = AutoModelForCausalLM.from_pretrained(checkpoint, dtype=torch.float32)
    model.train()
    parameters = list(model.parameters())
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for p in parameters if p.dim() > 1], "weight_decay": DECAY},
            {"params": [p for p in parameters if p.dim() <= 1], "weight_decay": 0.0},
        ],
        lr=PEAK,
        betas=BETAS,
    )
    rows = [tokenizer(text).input_ids + [model.config.eos_token_id] for text in TEXTS]
    targets = sum(len(row) - 1 for row in rows)
    losses = []
    for step in range(STEPS):
        for group in optimizer.param_groups:
            group["lr"] = rate(step)
        optimizer.zero_grad()
        total = 0.0
        for row in rows:
            ids = torch.tensor([row])
            logits = model(ids).logits[0, :-1].float()
            loss = torch.nn.functional.cross_entropy(logits, ids[0, 1:], reduction="sum")
            (loss / targets).backward()
            total += loss.item()
        torch.nn.utils.clip_grad_norm_(parameters, NORM)
        optimizer.step()
        losses.append(total / targets)
    with open(out, "w", encoding="utf-8") as file:
        json.dump({"texts": TEXTS, "tokens": sum(map(len, rows)), "losses": losses}, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main(*sys.argv[1:])

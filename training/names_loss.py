"""What the trainers of names share: rows of one length, and the loss where a corpus marks only some types."""

import torch


def pad(rows, value=0):
    width = max(map(len, rows))
    return torch.tensor([list(row) + [value] * (width - len(row)) for row in rows])


def loss_of(log_p, batch):
    """Mean over the tokens of the batch; a corpus without MISC says of an unmarked token no more than that it is outside or MISC."""
    gold = pad([c.gold[a:b] for c, a, b in batch], -1)
    full = torch.tensor([c.marks_misc for c, _, _ in batch])
    nll = -log_p.gather(-1, gold.clamp(min=0)[..., None])[..., 0]
    unmarked = -torch.logsumexp(torch.cat([log_p[..., :1], log_p[..., 13:]], -1), -1)
    nll = torch.where((gold == 0) & ~full[:, None], unmarked, nll)
    return (nll * (gold >= 0)).sum() / (gold >= 0).sum()

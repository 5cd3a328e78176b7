"""Cases as a province has them, as one Parquet file: ``python make_parquet.py PATH [--rows N] [--agencies A]``.

The same file for the same arguments. Rows stand in no order, over 18 months; about 11 % are in scope of one of them.
Most are done in time; one in a hundred is a fault in every column at once (``--faults`` sets how many), so that every
branch of the definitions is met. Codes are dictionary strings, times are naive.
"""

import argparse
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

BLOCK = 500_000
BEGIN = (date(2023, 1, 1) - date(1970, 1, 1)).days
DAYS = (date(2024, 7, 1) - date(2023, 1, 1)).days
DAY = 86_400
MISSING = np.iinfo(np.int64).min

STATUSES = {
    "returned": 720,
    "processed": 180,
    "processing": 54,
    "accepted": 5,
    "withdrawn": 10,
    "stopped": 11,
    "supplement_requested": 8,
    "payment_requested": 2,
    "submitted": 4,
    "not_accepted": 4,
    "draft": 2,
}
CHANNELS = {"online": 600, "counter": 340, "post": 30, None: 30}
TIERS = {"full": 545, "partial": 350, "information": 100, None: 5}
LEVELS = ("province", "district", "district", "commune", "commune", "commune", "commune")
FIELDS = 60
PROCEDURES = 1800

RESULT = (0, 1)  # places in STATUSES
CLOSED = (4, 5)
WAITING = (6, 7)
NOT_ADMITTED = (8, 9, 10)

ALLOWED = np.repeat([1, 3, 5, 10, 15, 30], [15, 25, 25, 20, 10, 5])
USED = np.repeat([0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 2.5], [12, 12, 26, 22, 22, 5, 1])


def write(path: str, rows: int, *, agencies: int = 300, faults: float = 0.01, seed: int = 766) -> None:
    """The file, a row group a time."""
    random = np.random.default_rng(seed)
    with pq.ParquetWriter(path, make_block(random, 0, agencies, faults).schema, compression="zstd") as writer:
        for done in range(0, rows, BLOCK):
            writer.write_table(make_block(random, min(BLOCK, rows - done), agencies, faults), row_group_size=BLOCK)


def make_table(rows: int, *, agencies: int = 300, faults: float = 0.01, seed: int = 766) -> pa.Table:
    """The rows in memory, for tests."""
    return make_block(np.random.default_rng(seed), rows, agencies, faults)


def make_block(random: np.random.Generator, n: int, agencies: int, faults: float) -> pa.Table:
    status = drawn(random, STATUSES, n)
    times = usual_times(random, n, status)
    flags = {
        "synchronised": flag(random, n, 0.95, 0),
        "digitised": flag(random, n, 0.7, 0.02),
        "data_reused": flag(random, n, 0.3, 0.1),
        "fee_due": flag(random, n, 0.4, 0.01),
        "paid_online": flag(random, n, 0.3, 0.3),
        "electronic_result": flag(random, n, 0.6, 0.05),
        "without_result_document": flag(random, n, 0.1, 0.8),
        "apology_sent": flag(random, n, 0.01, 0.9),
    }
    agency = random.integers(0, agencies, n)
    level = np.array([0, 1, 2])[np.searchsorted([1, 3], agency % len(LEVELS), side="right")]
    field = (random.random(n) ** 2 * FIELDS).astype(np.int64)
    channel, tier = drawn(random, CHANNELS, n), drawn(random, TIERS, n)

    odd = np.flatnonzero(random.random(n) < faults)
    status[odd] = random.integers(0, len(STATUSES), len(odd))
    channel[odd] = random.integers(0, len(CHANNELS), len(odd))
    for name, values in faulty_times(random, times["received_at"][odd]).items():
        times[name][odd] = values
    for codes in (agency, level, field):
        codes[odd[random.random(len(odd)) < 0.05]] = -1
    procedure = np.where(field < 0, -1, field * (PROCEDURES // FIELDS) + random.integers(0, PROCEDURES // FIELDS, n))

    return pa.table({
        "agency_code": texts(agency, [f"H02.{number:05d}" for number in range(agencies)]),
        "field_code": texts(field, [f"G{number:02d}" for number in range(FIELDS)]),
        "procedure_code": texts(procedure, [f"1.{number:06d}.000.00.00.H02" for number in range(PROCEDURES)]),
        "level": texts(level, ["province", "district", "commune"]),
        "channel": texts(channel, list(CHANNELS)[:-1]),
        "tier": texts(tier, list(TIERS)[:-1]),
        "status": texts(status, list(STATUSES)),
        **{name: moments(values) for name, values in times.items()},
        **flags,
    })  # fmt: skip


def usual_times(random: np.random.Generator, n: int, status: np.ndarray) -> dict[str, np.ndarray]:
    """Filed, received soon after, mostly done early, sometimes on the due day, now and then late."""
    submitted = (BEGIN + random.integers(0, DAYS, n)) * DAY + office_seconds(random, n)
    received = submitted + random.choice([0, 600, 1_800, 14_400, 72_000], n)
    allowed = ALLOWED[random.integers(0, len(ALLOWED), n)]
    clock = np.where(random.random(n) < 0.8, 17 * 3_600, received % DAY)
    due = (received // DAY + allowed) * DAY + clock
    used = (allowed * USED[random.integers(0, len(USED), n)]).astype(np.int64)
    end = (received // DAY + used) * DAY + office_seconds(random, n)
    handed_over = end + random.integers(0, 3, n) * DAY

    result, closed, waiting = (np.isin(status, places) for places in (RESULT, CLOSED, WAITING))
    how = random.random(n)
    finished = np.where((result & (how < 0.998)) | (closed & (how < 0.3)), end, MISSING)
    returned = np.where((status == 0) & (how > 0.001), handed_over, MISSING)
    returned[closed & (how > 0.9)] = end[closed & (how > 0.9)]
    refused = np.where(closed & (how > 0.2) & (how < 0.85), end, MISSING)

    began = received + random.integers(0, 3, n) * DAY
    paused = (waiting & (how < 0.8)) | (random.random(n) < 0.02)
    over = paused & ~(waiting & (how < 0.6))
    return {
        "submitted_at": submitted,
        "received_at": np.where(np.isin(status, NOT_ADMITTED) | (random.random(n) < 0.001), MISSING, received),
        "due_at": np.where(random.random(n) < 0.01, MISSING, due),
        "finished_at": finished,
        "returned_at": returned,
        "refused_at": refused,
        "paused_from": np.where(paused, began, MISSING),
        "paused_until": np.where(over, began + random.integers(1, 10, n) * DAY, MISSING),
    }


def faulty_times(random: np.random.Generator, received: np.ndarray) -> dict[str, np.ndarray]:
    """Any order, any of them missing, many at the first or last second of a day; due and end often on one day."""
    n = len(received)
    day = np.where(received == MISSING, BEGIN + random.integers(0, DAYS, n), received // DAY)

    def near(day: np.ndarray, spread: int, present: float) -> np.ndarray:
        second = random.integers(0, DAY, n)
        edge = random.random(n)
        second[edge < 0.3] = 0
        second[edge > 0.7] = DAY - 1
        return np.where(
            random.random(n) < present, (day + random.integers(-spread, spread + 1, n)) * DAY + second, MISSING
        )

    finished = near(day, 40, 0.5)
    known = np.where(finished == MISSING, day, finished // DAY)
    return {
        "received_at": near(day, 0, 0.95),
        "due_at": np.where(random.random(n) < 0.5, near(known, 1, 0.9), near(day, 40, 0.7)),
        "finished_at": finished,
        "returned_at": near(known, 10, 0.5),
        "refused_at": near(day, 20, 0.5),
        "paused_from": near(day, 40, 0.5),
        "paused_until": near(day, 40, 0.5),
    }


def office_seconds(random: np.random.Generator, n: int) -> np.ndarray:
    """07:00 to 17:00, and one in ten at any time of the day; in steps of ten minutes, which keeps the file small."""
    return np.where(random.random(n) < 0.9, random.integers(7 * 6, 17 * 6, n), random.integers(0, 24 * 6, n)) * 600


def drawn(random: np.random.Generator, weights: dict[str | None, int], n: int) -> np.ndarray:
    """A place in the table for each row; weights are in a thousand."""
    return np.repeat(np.arange(len(weights)), list(weights.values()))[random.integers(0, 1_000, n)]


def flag(random: np.random.Generator, n: int, share: float, unknown: float) -> pa.Array:
    return pa.array(random.random(n) < share, mask=random.random(n) < unknown)


def texts(codes: np.ndarray, values: list[str]) -> pa.Array:
    """Dictionary strings; a code outside the values is missing."""
    missing = (codes < 0) | (codes >= len(values))
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32), mask=missing), pa.array(values))


def moments(seconds: np.ndarray) -> pa.Array:
    missing = seconds == MISSING
    return pa.array((np.where(missing, 0, seconds) * 1_000_000).view("datetime64[us]"), mask=missing)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path")
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--agencies", type=int, default=300)
    parser.add_argument("--faults", type=float, default=0.01)
    parser.add_argument("--seed", type=int, default=766)
    asked = parser.parse_args()
    write(asked.path, asked.rows, agencies=asked.agencies, faults=asked.faults, seed=asked.seed)

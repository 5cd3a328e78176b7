"""Small text tables: a clerk's way to write test cases."""

from datetime import date, datetime, time


def rows(table: str) -> list[tuple[str, ...]]:
    """The lines of a table, cells parted by ``|``; empty lines and lines of dashes are left out."""
    lines = [line.strip() for line in table.strip().splitlines()]
    return [tuple(cell.strip() for cell in line.split("|")) for line in lines if line.strip("-")]


def moment(text: str, *, year: int = 2024, closing: bool = False) -> datetime | None:
    """'05/01' or '05/01 16:00' in the given year, '31/12/2023 08:00' in its own; '–' and '' are nothing."""
    if text in ("", "–"):
        return None
    day, _, clock = text.partition(" ")
    numbers = [int(part) for part in day.split("/")]
    found = date(numbers[2] if len(numbers) > 2 else year, numbers[1], numbers[0])
    if clock:
        return datetime.combine(found, time.fromisoformat(clock))
    return datetime.combine(found, time(23, 59, 59) if closing else time())

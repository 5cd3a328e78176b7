"""Figures and cases to learn and test with (số liệu mẫu): published ones, and a made-up month that adds up to them."""

from .bac_giang import bac_giang_2024_01
from .made_up import agencies_like_bac_giang, cases_like_bac_giang_2024_01

__all__ = ["agencies_like_bac_giang", "bac_giang_2024_01", "cases_like_bac_giang_2024_01"]

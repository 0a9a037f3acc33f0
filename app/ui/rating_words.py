"""What each rating of a citizen says, from 1 to 5."""

from __future__ import annotations

RATINGS = ("Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng")

"""Samples of erasures and of looks."""

from __future__ import annotations

from datetime import date

from app.domain.erasure_facts import DossierViewed, ErasedPart, PersonalDataErased

FACTS = (
    PersonalDataErased(
        basis="legal_order",
        grounds="theo quyết định của cơ quan nhà nước có thẩm quyền",
        term="dossier",
        kept_until=date(2036, 12, 31),
        parts=(ErasedPart(event="01900000-0000-7000-8000-000000000001", digest="ab" * 32),),
        count=1,
        visits=("01900000-0000-7000-8000-00000000000e",),
        order="15/QĐ-UBND",
    ),
    DossierViewed(),
)

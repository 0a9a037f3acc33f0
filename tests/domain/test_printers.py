from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Reason, Refusal
from app.domain.printers import (
    Paper,
    PrinterAddress,
    PrinterChoice,
    PrinterPlan,
    Route,
    SlipKind,
    SlipPrinters,
    plan_text,
    printer_address,
    read_plan,
)

LASER = PrinterChoice(printer="Laser A5")
TRAY = PrinterChoice(printer="Máy in tầng 2", paper=Paper.A4X2)
ROLL = PrinterChoice(printer="tcp:192.168.1.50", paper=Paper.ROLL_80)
OLD = PrinterChoice(printer="Kim cũ")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Laser A5", PrinterAddress(Route.DRIVER, "Laser A5")),
        ("HP: tầng 2", PrinterAddress(Route.DRIVER, "HP: tầng 2")),
        ("raw:NHIET", PrinterAddress(Route.RAW_QUEUE, "NHIET")),
        ("tcp:192.168.1.50", PrinterAddress(Route.NETWORK, "192.168.1.50", 9100)),
        (" tcp:may-in.local:9101 ", PrinterAddress(Route.NETWORK, "may-in.local", 9101)),
    ],
)
def test_an_address_names_its_way(text: str, address: PrinterAddress) -> None:
    assert printer_address(text) == address
    assert printer_address(str(address)) == address


@pytest.mark.parametrize("text", ["tcp:", "raw:", "tcp:x:0", "tcp:x:70000", "tcp:x:abc", "raw:-o"])
def test_an_address_without_name_or_port_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        printer_address(text)
    assert refused.value.reason is Reason.PRINTER_ADDRESS_WRONG


def test_a_kind_of_paper_goes_to_its_own_printer_first_and_falls_back_to_the_usual() -> None:
    plan = PrinterPlan(
        usual=LASER,
        fallback=OLD,
        slips=(SlipPrinters(slip=SlipKind.RECEIPT, first=ROLL, fallback=TRAY),),
    )
    assert plan.choices(SlipKind.RECEIPT) == (ROLL, TRAY, LASER, OLD)
    assert plan.choices(SlipKind.REFUSAL) == (LASER, OLD)


def test_no_printer_is_tried_twice() -> None:
    plan = PrinterPlan(usual=LASER, slips=(SlipPrinters(slip=SlipKind.PAD, first=LASER),))
    assert plan.choices(SlipKind.PAD) == (LASER,)


def test_a_machine_without_a_choice_prints_nowhere() -> None:
    assert PrinterPlan().choices(SlipKind.RECEIPT) == ()


choices = st.builds(
    PrinterChoice,
    printer=st.sampled_from(["Laser", "raw:Q", "Máy ở quầy"]),
    paper=st.sampled_from(Paper),
)
plans = st.builds(
    PrinterPlan,
    usual=st.none() | choices,
    fallback=st.none() | choices,
    slips=st.lists(
        st.builds(
            SlipPrinters,
            slip=st.sampled_from(SlipKind),
            first=choices,
            fallback=st.none() | choices,
        ),
        max_size=4,
    ).map(tuple),
)


@given(plans)
def test_a_plan_survives_its_json(plan: PrinterPlan) -> None:
    assert read_plan(plan_text(plan)) == plan


@pytest.mark.parametrize("text", ["", "{", "[]", '{"usual": 3}', '{"later": true}', "null"])
def test_a_plan_that_cannot_be_read_is_no_plan(text: str) -> None:
    assert read_plan(text) == PrinterPlan()

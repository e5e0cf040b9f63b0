"""Every situation that ends a command, by what a script is told of it (README, Exit codes)."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest

import innoctl
from innoctl.errors import InnoError
from tests.cli.conftest import Place

STATUSES = {
    1: (
        "G524 G540 G590 U740 U741 U742 U743 U750 U751 U752 U753 U754 U774 U775 U790 U840 U841 U842 U849 "
        "U857 U858 U859 U861 U862 U866 U867 U868 U917 U921 U931 U932 U936 U943 U944 U947 U951 U952 U953 U956 U957 "
        "U958 U960 U962 U965 U966 U967 U968 U969 U970 U971 U979 U980 U981 U984 U990"
    ),
    2: (
        "F154 U702 U703 U704 U705 U706 U707 U708 U714 U715 U755 U770 U771 U772 U773 U776 U779 U780 "
        "U781 U782 U783 U784 U785 U786 U787 U788 U789 U791 U792 U801 U802 U803 U804 U805 U806 "
        "U807 U808 U809 U810 U811 U812 U813 U814 U815 U816 U817 U819 U844 U845 U846 U847 U850 "
        "U851 U852 U853 U855 U856 U869 U880 U881 U882 U891 U901 U902 U903 U904 U905 U906 U909 U919 U922 U923 "
        "U930 U933 U934 U935 U939 U941 U942 U945 U946 U949 U955 U959 U961 U963 U964 U972 U973 U974 "
        "U975 U976 U977 U982 U983 U985 U986 U987 U988 U989 U991 U992 U993"
    ),
    3: (
        "F150 F151 F152 F153 U701 U709 U710 U711 U712 U713 U720 U721 U722 U723 U724 U725 U730 "
        "U731 U732 U733 U734 U777 U778 U820 U907 U908 U910 U911 U912 U913 U914 U915 U916 U950"
    ),
    70: "X900",
}
"""1 the answer is no, 2 wrong usage, 3 the portfolio cannot be read or written, 70 a bug of ours."""


def _situations(kind: type[InnoError] = InnoError) -> Iterator[type[InnoError]]:
    for one in kind.__subclasses__():
        yield from _situations(one)
        if "code" in vars(one):
            yield one


def test_every_situation_ends_with_the_status_that_was_decided_for_it() -> None:
    for module in pkgutil.walk_packages(innoctl.__path__, "innoctl."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    found = sorted((one.code, one.exit_status) for one in _situations())
    decided = [(code, status) for status, codes in STATUSES.items() for code in codes.split()]
    assert found == sorted(decided)


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("state=stopped", 1),
        ("stream=corps", 1),
        ("id=abc234", 1),
        ("tittle=x", 2),
        ("coach=p-97", 2),
    ],
)
def test_a_rule_that_refuses_answers_no_and_a_slip_is_wrong_usage(
    small: Place, word: str, status: int
) -> None:
    assert small.run("set", "koffie", word).status == status
    assert small.run("set", "koffie", word, "phase=scaling").status == status


def test_a_given_text_with_faults_answers_no_as_check_would(small: Place) -> None:
    text = "title: Fietsen delen\nstream: unit/team\nkind: sociaal\n"
    assert small.run("new", "idea", "--from", "-", stdin=text).status == 1
    slip = small.run("new", "idea", "--from", "-", "--horizon", "veel", stdin=text)
    assert slip.status == 2

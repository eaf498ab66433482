"""Read `policies`, `accounts` and `x` of `newsroom.yaml`: what says who the newsroom is and what it holds itself to."""

import re
from typing import Any

from broadsheet.documents.fields import INVALID, Form, Invalid, YamlDocument, is_web_address, mapping_of, text
from broadsheet.documents.nodes import Node

# The properties of https://schema.org/NewsMediaOrganization that the keys stand for.
POLICIES = {
    "principles": "publishingPrinciples",
    "corrections": "correctionsPolicy",
    "ethics": "ethicsPolicy",
    "diversity": "diversityPolicy",
    "diversity_report": "diversityStaffingReport",
    "ownership": "ownershipFundingInfo",
    "feedback": "actionableFeedbackPolicy",
    "masthead": "masthead",
    "coverage_priorities": "missionCoveragePrioritiesPolicy",
    "unnamed_sources": "unnamedSourcesPolicy",
    "fact_checking": "verificationFactCheckingPolicy",
    "no_bylines": "noBylinesPolicy",
}


def policy_url(node: Node, document: YamlDocument) -> str | Invalid:
    """A path on the site or a web address."""
    value = text(node, document)
    if value is INVALID or is_web_address(value) or re.fullmatch(r"/(?!/)[^\s\"<>\\]*", value):
        return value
    return document.report("invalid-address", f"invalid address `{value}`", node, "write `/path/` or `https://…`")


_FORMS: dict[str, Form] = dict.fromkeys(POLICIES, policy_url)


def policies(node: Node, document: YamlDocument) -> tuple[tuple[str, str], ...] | Invalid:
    """The pages that say what the newsroom holds itself to, in the order of `POLICIES`."""
    values: dict[str, Any] | Invalid = mapping_of(_FORMS)(node, document)
    return INVALID if values is INVALID else tuple((name, values[name]) for name in POLICIES if name in values)


def x_account(node: Node, document: YamlDocument) -> str | Invalid:
    """The newsroom's name on X, kept with its `@`."""
    value = text(node, document)
    if value is INVALID:
        return value
    if re.fullmatch(r"@?\w{1,15}", value, re.ASCII):
        return f"@{value.removeprefix('@')}"
    return document.report("invalid-address", f"`{value}` is not a name on X", node, 'write it like `x: "@courier"`')

#!/usr/bin/env python3
"""Writes a neutral literature corpus as a litweave base, so that builds can be timed.

usage: corpus_as_base.py CORPUS.jsonl OUT [BACKLINKS SEARCH]

CORPUS has one JSON object a line: id ("trial-000001"), kind (source, trial, cell-type, disease, biomarker), section,
title, aliases, date, summary, facts [{label, value}], findings [{outcome, value, unit, comparison, p, timepoint,
locator}], links [ids], body (Markdown with links written [text](ref:ID)).
In a litweave base a fact enters through a source: the findings of a trial or biomarker are written into the first
source that it links to. BACKLINKS and SEARCH are taken for the sake of other generators' harnesses: backlinks are
always on.
"""
import json
import pathlib
import re
import sys


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def wikilinks(body):
    return re.sub(r"\[([^\]]*)\]\(ref:([^)]*)\)", r"[[\2|\1]]", body)


def finding(at, one, trial, measure):
    lines = [f"  - id: finding-{at}", f"    trial: {trial or 'not-reported'}"]
    lines.append(f"    measure: {measure}" if measure else f"    label: {one['outcome']}")
    comparator = "baseline" if "baseline" in one["comparison"] else "not-stated"
    lines += [
        "    arm: not-stated",
        f"    comparator: {comparator}",
        f"    time-point: {one['timepoint']}",
        f"    result: {{change: {one['value']}}}",
        f"    p-value: \"{one['p'] or 0.0001}\"",
        f"    change: {'decreased' if one['value'] < 0 else 'increased'}",
        f"    locator: {{section: Results, table: {quoted(one['locator'].removeprefix('table '))}}}",
    ]
    return lines


def source_front(entry, findings):
    facts = "; ".join(f"{fact['label']}: {fact['value']}" for fact in entry["facts"])
    lines = [
        "type: article-journal",
        f"title: {quoted(entry['title'])}",
        f"label: {quoted(entry['title'])}",
        "author: not-reported",
        f"issued: {entry['date']}",
        "tier: primary-report",
        "read: abstract",
        "captured: not-reported",
        "funding: not-reported",
        "competing-interests: not-reported",
        "statements:",
        f"  - {{id: facts, about: {entry['id']}, topic: evidence, says: {quoted(facts)}, locator: {{section: Facts}}}}",
    ]
    if findings:
        lines.append("findings:")
    for at, (one, trial, measure) in enumerate(findings, 1):
        lines += finding(at, one, trial, measure)
    return lines


def main():
    corpus, out = sys.argv[1], pathlib.Path(sys.argv[2])
    entries = [json.loads(line) for line in open(corpus, encoding="utf-8")]
    sources = [entry["id"] for entry in entries if entry["kind"] == "source"]
    findings = {source: [] for source in sources}
    for at, entry in enumerate(entries):
        linked = [link for link in entry["links"] if link.startswith("source-")]
        source = entry["id"] if entry["kind"] == "source" else (linked or [sources[at % len(sources)]])[0]
        trial = entry["id"] if entry["kind"] == "trial" else None
        measure = entry["id"] if entry["kind"] == "biomarker" else None
        findings[source] += [(one, trial, measure) for one in entry["findings"]]
    for kind in ("sources", "trials", "cell-types", "diseases", "biomarkers"):
        (out / "content" / kind).mkdir(parents=True, exist_ok=True)
    (out / "content" / "site.yaml").write_text("title: Benchmark\nbase-url: https://example.org/\n")
    for entry in entries:
        if entry["kind"] == "source":
            front = source_front(entry, findings[entry["id"]])
        else:
            front = [f"title: {quoted(entry['title'])}"]
        front.append(f"description: {quoted(entry['summary'])}")
        if entry["aliases"]:
            front.append("aliases: [" + ", ".join(map(quoted, entry["aliases"])) + "]")
        text = "---\n" + "\n".join(front) + "\n---\n" + wikilinks(entry["body"]) + "\n"
        (out / "content" / entry["section"] / f"{entry['id']}.md").write_text(text, encoding="utf-8")


main()

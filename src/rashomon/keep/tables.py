"""The tables of a ledger. `entries` and `documents` are the truth; everything else is kept at hand from them.

Times are text in one fixed form of UTC, so that they sort in both stores and read in any tool; bodies are compressed
JSON.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

metadata = MetaData()
Number = BigInteger().with_variant(Integer, "sqlite")

about = Table("about", metadata, Column("name", String, primary_key=True), Column("value", Text, nullable=False))

entries = Table(
    "entries", metadata,
    Column("sequence", Number, primary_key=True, autoincrement=False),
    Column("time", String, nullable=False),
    Column("maker", String, nullable=False),
    Column("deed", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
)  # fmt: skip
Index("entries_time", entries.c.time)

entry_events = Table(
    "entry_events", metadata,
    Column("event", String, ForeignKey("events.id"), nullable=False),
    Column("sequence", Number, ForeignKey("entries.sequence"), nullable=False),
    PrimaryKeyConstraint("event", "sequence"),
    sqlite_with_rowid=False,
)  # fmt: skip

documents = Table(
    "documents", metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("path", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("published", String),
    Column("received", String, nullable=False),
    Column("left_out", Text, nullable=False),
    Column("standing", Boolean, nullable=False, default=False),
    Column("body", LargeBinary, nullable=False),
    Column("annotation", LargeBinary),
    Column("annotator", String),
    Column("reading", LargeBinary),
)  # fmt: skip
Index("documents_outlet", documents.c.outlet, documents.c.number)
Index("documents_published", documents.c.published)

sources = Table(
    "sources", metadata,
    Column("source", Text, primary_key=True),
    Column("document", String, ForeignKey("documents.id"), nullable=False),
    Column("first", Number, nullable=False),
    Column("last", Number, nullable=False),
    Column("revisions", Integer, nullable=False),
)  # fmt: skip
Index("sources_document", sources.c.document)

versions = Table(
    "versions", metadata,
    Column("source", Text, nullable=False),
    Column("sequence", Number, ForeignKey("entries.sequence"), nullable=False),
    Column("document", String, ForeignKey("documents.id"), nullable=False),
    Column("previous", String, nullable=False),
    PrimaryKeyConstraint("source", "sequence"),
)  # fmt: skip
Index("versions_document", versions.c.document)
Index("versions_previous", versions.c.previous, versions.c.sequence)

skipped = Table(
    "skipped", metadata,
    Column("sequence", Number, ForeignKey("entries.sequence"), primary_key=True, autoincrement=False),
    Column("source", Text, nullable=False),
    Column("reason", Text, nullable=False),
)  # fmt: skip

keys = Table(
    "keys", metadata,
    Column("key", String, nullable=False),
    Column("document", Number, ForeignKey("documents.number"), nullable=False),
    PrimaryKeyConstraint("key", "document"),
    sqlite_with_rowid=False,
)  # fmt: skip

members = Table(
    "members", metadata,
    Column("event", String, ForeignKey("events.id"), nullable=False),
    Column("document", String, ForeignKey("documents.id"), nullable=False),
    PrimaryKeyConstraint("event", "document"),
    sqlite_with_rowid=False,
)  # fmt: skip
Index("members_document", members.c.document)

events = Table(
    "events", metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("pack", String, nullable=False),
    Column("label", Text, nullable=False),
    Column("main", Boolean, nullable=False),
    Column("earliest", String),
    Column("latest", String),
    Column("day", String, nullable=False),
    Column("place", Text, nullable=False),
    Column("country", String, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("documents", Integer, nullable=False),
    Column("disputed", Integer, nullable=False),
    Column("findings", Integer, nullable=False),
    Column("opened", Number, nullable=False),
    Column("changed", Number, nullable=False),
    Column("merged_into", String, nullable=False),
    Column("shown_in", String, nullable=False),
    Column("stale", Boolean, nullable=False),
    Column("body", LargeBinary, nullable=False),
)  # fmt: skip
Index("events_kind", events.c.kind, events.c.earliest)
Index("events_earliest", events.c.earliest)
Index("events_changed", events.c.changed)
Index("events_stale", events.c.id, sqlite_where=events.c.stale, postgresql_where=events.c.stale)

claims = Table(
    "claims", metadata,
    Column("event", String, ForeignKey("events.id"), nullable=False),
    Column("id", String, nullable=False),
    Column("document", String, ForeignKey("documents.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("field", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("low", Float),
    Column("high", Float),
    Column("concept", String, nullable=False),
    Column("earliest", String),
    Column("latest", String),
    Column("country", String, nullable=False),
    Column("origin", Text, nullable=False),
    Column("origin_key", String, nullable=False),
    Column("origin_country", String, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("published", String),
    Column("polarity", String, nullable=False),
    Column("certainty", String, nullable=False),
    Column("status", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
    PrimaryKeyConstraint("event", "id"),
)  # fmt: skip
Index("claims_id", claims.c.id)
Index("claims_document", claims.c.document)
Index("claims_origin", claims.c.origin_key, claims.c.published)
Index("claims_outlet", claims.c.outlet, claims.c.published)
Index("claims_field", claims.c.kind, claims.c.field)

lineages = Table(
    "lineages", metadata,
    Column("document", String, ForeignKey("documents.id"), primary_key=True),
    Column("parent", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("body", LargeBinary, nullable=False),
)  # fmt: skip
Index("lineages_parent", lineages.c.parent)

findings = Table(
    "findings", metadata,
    Column("sequence", Number, ForeignKey("entries.sequence"), primary_key=True, autoincrement=False),
    Column("event", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("severity", String, nullable=False),
    Column("message", Text, nullable=False),
    Column("document", String, nullable=False),
    Column("withdrawn", Number, nullable=False),
    Column("body", LargeBinary, nullable=False),
)  # fmt: skip
Index("findings_event", findings.c.event)
Index("findings_kind", findings.c.kind, findings.c.sequence)

judgements = Table(
    "judgements", metadata,
    Column("sequence", Number, ForeignKey("entries.sequence"), primary_key=True, autoincrement=False),
    Column("person", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("note", Text, nullable=False),
    Column("withdrawn", Number, nullable=False),
    Column("body", LargeBinary, nullable=False),
)  # fmt: skip

judged = Table(
    "judged", metadata,
    Column("subject", String, nullable=False),
    Column("sequence", Number, ForeignKey("judgements.sequence"), nullable=False),
    PrimaryKeyConstraint("subject", "sequence"),
    sqlite_with_rowid=False,
)  # fmt: skip

marks = Table(
    "marks", metadata,
    Column("space", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("value", LargeBinary, nullable=False),
    PrimaryKeyConstraint("space", "name"),
)  # fmt: skip

PROJECTIONS = (
    entry_events, sources, versions, skipped, members, claims, events, lineages, findings, judged, judgements,
)  # fmt: skip
"""What `rebuild` empties, in this order, and makes again from the entries. `keys` come with the documents and stay."""

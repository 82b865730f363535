// name: record_migration
// Remember that a migration was applied.
// mode: write
// params: name: str
MERGE (m:Migration {name: $name})
ON CREATE SET m.applied = datetime()

"""Goal-tree docs for MkDocs: impacts, outcomes and outputs as Markdown files, checked, drawn and published."""

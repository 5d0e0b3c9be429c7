"""A plan on paper and in tables: PDF, Word, CSV, JSON and XLSX, all written from one reading of it."""

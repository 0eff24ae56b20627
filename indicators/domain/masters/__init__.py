"""Files of master data (indicators, targets, departments, glossary): their columns and rows."""

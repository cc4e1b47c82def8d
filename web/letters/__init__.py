"""An approved letter on paper: PDF and DOCX, by the town's own templates."""

"""The « Oui. », « Non. » or « Cela dépend. » that opens an answer: sure, or not there."""

"""Whether a ticket tells of a person in danger, and of which kind: read before anything else."""

from agents.classifier.danger.detector import Alarm, alarm_in

__all__ = ["Alarm", "alarm_in"]

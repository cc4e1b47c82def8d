"""What a town may set of the files that requesters attach."""

from pydantic import BaseModel, ConfigDict, Field


class AttachmentLimits(BaseModel):
    """Whether files are read, and how much of a ticket's; sizes in megabytes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    read: bool = True
    most_megabytes: int = Field(default=10, ge=1, le=50)
    most_megabytes_a_ticket: int = Field(default=20, ge=1, le=200)
    most_files: int = Field(default=10, ge=1, le=50)
    most_seconds: int = Field(default=30, ge=2, le=300)
    """For reading one file, once it is here."""

    @property
    def most_bytes(self) -> int:
        """The most that is read of one file."""
        return self.most_megabytes * 1_000_000

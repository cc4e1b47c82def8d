"""What officers decide: approvals, signatures, corrections, assignments."""

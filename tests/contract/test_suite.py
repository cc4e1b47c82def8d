"""The common suite over what runs anywhere."""

from tests.contract.suite import TicketingSystemSuite


class TestTicketingSystems(TicketingSystemSuite):
    pass

"""The software that reads, checks and writes; none of it can reach the outside world."""

import os

# LangChain's tracing would send ticket text to its makers' site: one variable in the environment
# of the server is enough to switch it on, so it is switched off before LangGraph is imported.
os.environ["LANGSMITH_TRACING"] = "false"
os.environ["LANGCHAIN_TRACING_V2"] = "false"

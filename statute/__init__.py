"""The statute as code: each rule a function with its article and its dates."""

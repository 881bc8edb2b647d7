"""The register: letters in, out and internal, their passages and what they cite."""

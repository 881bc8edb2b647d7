"""Twenty annexes of decisions, written with what each says before there was a reader; ten were kept unseen until it stood."""

"""What all of coding reads trees with: lexicon, forms, arguments, spans and quotations."""

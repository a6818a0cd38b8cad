"""Finding in what is stored: words, phrases, patterns and codes, alone and beside each other.

``parsing`` turns what was typed into a ``query``, ``vocabulary`` says which stored forms its words mean, ``scope``
which text is searched, ``evaluation`` finds the places, ``concordance`` shows them with what stands around them.
``frequencies`` and ``collocations`` count over the same columns of stored tokens.
"""

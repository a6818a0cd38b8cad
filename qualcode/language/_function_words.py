"""Words that carry grammar rather than matter; they are never stemmed (``sebagai`` is not *bagai*).

They also tell that a sentence begins after an abbreviation (``... dkk. Mereka ...``).
"""

from __future__ import annotations

from qualcode.language._words import listed

FUNCTION_WORDS = frozenset(
    listed(
        """
    ada adalah adapun agak agar akan akhirnya aku alias amat anda andai andaikan antar antara apa apabila
    apalagi asalkan atas atau bagai bagaikan bagaimana bagaimanapun bagi bahkan bahwa bahwasanya barangkali baru
    bawah beberapa begini begitu belaka beliau belum berapa berbagai bersama beserta betapa biar biarpun
    biasanya bila bilamana bisa boleh bukan cuma daku dalam dan dapat dari darimana daripada demi demikian
    dengan depan di dia dikarenakan dikau dimana diri dkk dll dong dsb dulu engkau entah hampir hanya harus
    hendak hendaknya hingga ia ialah ini itu iya jangan jangankan jika jikalau jua juga kah kala kalau kalaupun
    kali kalian kami kan kapan karena kau kayak ke kecuali kedua keempat keenam kelak kelima kemana kemudian
    kendati kendatipun kepada kerap kesembilan kesepuluh ketiga ketika ketujuh kini kita kok kurang lagi
    lagipula lah lain lalu lantaran lebih lho loh maka makanya malah malahan mana manapun mari masih maupun
    melainkan melalui mengapa mengenai menjelang mereka merupakan meski meskipun mesti mula-mula mungkin nah
    namun nanti nian niscaya nya nyaris oleh pada padahal pak paling para pasti per pula pun rupanya saat saja
    saling sama sambil samping sang sangat saya se seakan seakan-akan seandainya sebab sebabnya sebagai
    sebagaimana sebaiknya sebaliknya sebanyak sebelah sebelumnya sebenarnya seberapa sebesar secara sedang
    sedangkan sedemikian sedikit seekor segala segera seharusnya sehingga sehubungan sejak sejauh sekali
    sekalian sekaligus sekalipun sekarang sekiranya sekitar selagi selain selaku selalu selama selama-lamanya
    selanjutnya seluruh semacam semakin semasa semenjak sementara semoga sempat semua senantiasa sendiri seolah
    seolah-olah sepanjang seperti sepertinya sering seringkali serta sesuatu sesudah sesungguhnya setelah
    seterusnya setiap seusai sewaktu si siapa sih suatu sudah supaya tadi tadinya tanpa tapi tatkala telah
    tentang tentu tentunya terhadap terkadang terlalu ternyata tersebut terus tetap tetapi tiap tiap-tiap tidak
    tuh untuk waduh wah walau walaupun ya yaitu yakni yang
    """
    )
)

SENTENCE_OPENERS = FUNCTION_WORDS | frozenset(
    listed("akhirnya bapak bu ibu jam menurut orang pak pukul saat sebelum termasuk")
)
"""Words with which a new sentence plausibly begins."""

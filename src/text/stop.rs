//! Words that say nothing about what a text is about. Document frequency finds the rest.

/// Whether a folded word is a stop word of the language (its two-letter code), or, where the language is unknown or has
/// no list, of any language here.
pub fn is_stop(word: &str, language: Option<&str>) -> bool {
    match language.and_then(|language| LISTS.iter().find(|(code, _)| *code == language)) {
        Some((_, list)) => list.split(' ').any(|stop| stop == word),
        None => all().any(|stop| stop == word),
    }
}

/// The stop words of all languages.
pub fn all() -> impl Iterator<Item = &'static str> {
    LISTS.iter().flat_map(|(_, list)| list.split(' '))
}

/// The most frequent function words of each language, folded.
const LISTS: [(&str, &str); 8] = [
    (
        "en",
        "a about after again all also am an and any are as at be because been before being but by can could did do \
         does for from had has have he her here him his how i if in into is it its just like may me more most my no \
         not now of off on once only or other our out over own said say says she should so some such than that the \
         their them then there these they this those through to too under until up us very was we were what when \
         where which while who whom why will with would you your new one two first last mr",
    ),
    (
        "de",
        "aber als am an auch auf aus bei bin bis da das dass dem den der des die doch du durch ein eine einem einen \
         einer eines er es fur hat hatte ich ihr im in ist ja kann kein man mehr mit nach nicht noch nun nur ob oder \
         ohne schon sehr sei sein seine sich sie sind so uber um und uns unter vom von vor war was wenn wer werden wie \
         wir wird wurde zu zum zur",
    ),
    (
        "fr",
        "a au aussi aux avec ce ces cette comme dans de des deux du elle en est et ete etre fait il ils je la le les \
         leur lui mais meme ne nous on ont ou par pas plus pour qu que qui sa sans se ses son sont sous sur tout tres \
         un une vous y",
    ),
    (
        "es",
        "a al ante como con cual cuando de del desde donde el ella en entre era es esta este fue ha han hasta la las le \
         lo los mas me mi muy no nos o para pero por porque que se ser si sin sobre son su sus tambien tiene un una y \
         ya",
    ),
    (
        "it",
        "a ad ai al alla alle anche che chi ci come con cui da dal dalla dei del della delle di e ed gli ha hanno i il \
         in io la le lo loro ma mi nei nel nella no non o per piu quale quando quello questa questo se si sia sono su \
         sua suo tra un una uno",
    ),
    (
        "pt",
        "a ao aos as ate com como da das de dele do dos e ela ele em entre era essa esse esta este eu foi ha isso ja \
         mais mas na nao nas no nos o os ou para pela pelo por quando que quem se sem ser seu sua tambem tem um uma",
    ),
    (
        "nl",
        "aan al als bij dan dat de den der deze die dit door een en er het hij hun ik in is je kan maar met na naar \
         niet nog nu of om onder ook op over te tot uit van veel voor was wat wel werd wij worden ze zich zijn zo",
    ),
    (
        "tr",
        "ama ancak bir biz bu cok da daha de den diye en gibi gore her hem icin ile ise kadar ki mi mu ne o olan olarak \
         oldu oldugu onun sonra su var ve veya ya yeni",
    ),
];

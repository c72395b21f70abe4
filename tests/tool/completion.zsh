# SPDX-License-Identifier: MIT
# zsh -f completion.zsh FOLDER LINE: what an interactive zsh offers at Tab behind LINE, with the
# completions in FOLDER.
zmodload zsh/zpty
offered=$1/offered
: >$offered
zpty -b shell zsh -f -i
# compadd is asked what it would add, which what looks for no candidates (-O, -A, -D) is not.
zpty -w shell "PROMPT= PS2= TERM=dumb
fpath=($1 \$fpath)
autoload -U compinit && compinit -u -D
compadd() {
	local -a hits
	if [[ \${@[1,(i)(-|--)]} != *-(O|A|D)* ]]; then
		builtin compadd -A hits \"\$@\"
		((! \$#hits)) || print -l -- \$hits >>$offered
	fi
	builtin compadd \"\$@\"
}
tab() { zle complete-word; print done >>$offered }
zle -N tab
bindkey '^I' tab"
zpty -w -n shell "$2"$'\t'
for ((i = 0; i < 600; i++)); do
	zpty -r -t shell ignored
	grep -qx done $offered && break
	sleep 0.1
done
zpty -d shell
grep -vx done $offered | sort -u | paste -sd' '

# SPDX-License-Identifier: MIT
# Reads logs KERNEL.log, in which `== EXAMPLE` begins an example and [ROW WITNESS ok] is a check;
# prints who saw what on which kernel. Fails if one saw anything else, or nothing at all.

FNR == 1 {
	kernel = FILENAME
	sub(/.*\//, "", kernel)
	sub(/\.log$/, "", kernel)
	kernels[++n_kernels] = kernel
}

/^== / { example = $2 }

/^\[[-0-9?]+ [^ ]+ (ok|FAILED|skipped)\]/ {
	state = $3
	sub(/\].*/, "", state)
	line = sprintf("%3s  %-15s %-10s", substr($1, 2), example, $2)
	if (!(line in known)) {
		known[line] = 1
		lines[++n_lines] = line
	}
	# Of several checks of a witness the worst counts.
	if (!seen[line, kernel] || state == "FAILED" || seen[line, kernel] == "ok")
		seen[line, kernel] = state
	if (state != "ok")
		notes[++n_notes] = kernel ", " example ": " $0
}

END {
	printf "%3s  %-15s %-10s", "row", "example", "witness"
	for (k = 1; k <= n_kernels; k++)
		printf "  %-12s", kernels[k]
	print ""
	for (i = 1; i <= n_lines; i++) {
		printf "%s", lines[i]
		for (k = 1; k <= n_kernels; k++) {
			state = seen[lines[i], kernels[k]]
			if (!state)
				state = "nothing"
			bad += state != "ok" && state != "skipped"
			printf "  %-12s", state
		}
		print ""
	}
	for (i = 1; i <= n_notes; i++)
		print (i == 1 ? "\n" : "") notes[i]
	print bad ? "\nNOT ok: " bad "." : "\nAll ok."
	exit bad > 0
}

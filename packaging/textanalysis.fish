complete -c textanalysis -n __fish_is_first_arg -f -a 'clean quotes entities analyze batch'
complete -c textanalysis -l server -x -d 'HOST:PORT of the server'
complete -c textanalysis -l embedded -d 'Serve the call in this process'
complete -c textanalysis -l format -x -a 'pretty json textproto html csv' -d 'Form of the answer'
complete -c textanalysis -l encoding -x -a 'utf8 utf16 utf32' -d 'Unit of offsets'
complete -c textanalysis -l type -x -a 'text html' -d 'Form of the document'
complete -c textanalysis -l attribution_types -x -a 'communication belief fact eventuality all' -d 'Types of attribution'
complete -c textanalysis -l include_unsettled -d 'Also what is denied or asked'
complete -c textanalysis -l rpc -x -a 'clean quotes entities analyze' -d 'Method of batch'
for flag in model input folder resume-from tls_ca tls_certificate tls_key token_file
    complete -c textanalysis -l $flag -r
end
